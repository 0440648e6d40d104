import {
  type ApiVersion,
  everyRule,
  holds,
  type Profile,
  placesIn,
  positionOf,
  type Rule,
  type RuleId,
  ruleOf,
  withDefaults,
} from '../rules/index.ts';
import { isJsonObject, type Json } from './json-schema.ts';
import { type Context, dereferenced, nameIn, reference, requestName, type Schemas } from './schemas.ts';

/** The properties of an item: their names and types are those of the schema of its connection. */
const byConnection = everyRule()
  .filter(({ checkedBy, operations }) => checkedBy === 'body' && operations.includes('putItem'))
  .filter(({ paths }) => paths.every((path) => /^\/properties\/./.test(path)))
  .map(({ id }) => id);

/** Rules that JSON Schema has no words for; every other check must report them. */
export const beyondJsonSchema: readonly RuleId[] = [
  'body.depth',
  'complianceLayout.binding',
  'acl.guid',
  ...byConnection,
  'member.guid',
  'properties.uniqueNames',
  'schemaProperty.labelRetrievable',
  'schemaProperty.labelType',
];

/** The rules that hold where a user turns no switch, in that profile and version. */
export function rulesIn(profile: Profile, version: ApiVersion): readonly Rule[] {
  return everyRule().filter((rule) => holds(rule, withDefaults({ profile, version })));
}

/**
 * Writes on each part of the request schemas of these contexts the rules that are about it. The id of a rule stands in
 * brackets at the end of its sentence, as in the messages of the zod schemas.
 */
export function noteRules(schemas: Schemas, contexts: readonly Context[]): void {
  const notes = new Map<Json, Set<RuleId>>();
  for (const { profile, version } of contexts) {
    for (const { id, checkedBy, operations } of rulesIn(profile, version)) {
      if (checkedBy !== 'body') continue;
      for (const operation of operations) {
        const schema = reference('schemas', nameIn(schemas, requestName(operation), version));
        for (const place of placesIn(ruleOf(id), version)) {
          const part = partAt(schemas, schema, place.split('/').slice(1));
          notes.set(part, (notes.get(part) ?? new Set()).add(id));
        }
      }
    }
  }
  for (const [part, ids] of notes) {
    const inOrder = [...ids].toSorted((one, other) => positionOf(one) - positionOf(other));
    part.description = inOrder.map((id) => (isAboutType(id) ? `[${id}]` : sentenceOf(id))).join('\n');
  }
}

/** Whether the keyword `type` says the same as the rule. */
export function isAboutType(id: RuleId): boolean {
  return ruleOf(id).message.startsWith('The value must be a');
}

/** A rule as a line of prose: its sentence and its id. */
export function sentenceOf(id: RuleId): string {
  const beyond = beyondJsonSchema.includes(id) ? ' JSON Schema has no words for it.' : '';
  return `${ruleOf(id).message}${beyond} [${id}]`;
}

/** The part of a schema that constrains the value at a path; of a property that it does not name, the whole object. */
function partAt(schemas: Schemas, schema: Json, [key, ...rest]: readonly string[]): Json {
  const object = dereferenced(schemas, schema);
  if (key === undefined) return object;
  // Of a value or null, the value.
  const [choice = object] = Array.isArray(object.anyOf) ? (object.anyOf as Json[]) : [];
  const value = dereferenced(schemas, choice);
  const next = key === '*' ? value.items : isJsonObject(value.properties) ? value.properties[key] : undefined;
  return isJsonObject(next) ? partAt(schemas, next, rest) : value;
}

interface NotedRules extends Context {
  readonly operation: string;
  readonly checkedBy: Rule['checkedBy'];
  /** The places in a request. Default: any. */
  readonly place?: RegExp;
}

/** The rules about a subject as lines. */
export function linesAbout({ operation, checkedBy, profile, version, place = /^/ }: NotedRules): string[] {
  return rulesIn(profile, version)
    .filter((rule) => rule.checkedBy === checkedBy && isAbout(rule, operation))
    .filter(({ paths }) => paths.some((where) => place.test(where)))
    .map(({ id }) => sentenceOf(id));
}

/** Rules of no operation are about batches, or about what happens to a connection after its create. */
function isAbout({ operations, paths }: Rule, operation: string): boolean {
  if (operations.length > 0) return operations.some((one) => one === operation);
  return operation === (paths.some((path) => /^\/(?!requests\b)/.test(path)) ? 'createConnection' : 'batch');
}

/** Lines as the member `description`, where there are any. */
export function describing(lines: readonly string[]): Json {
  const description = lines.filter(Boolean).join('\n');
  return description === '' ? {} : { description };
}
