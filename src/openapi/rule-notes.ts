import {
  type ApiVersion,
  apiVersions,
  holds,
  type Profile,
  placesIn,
  positionOf,
  type Rule,
  type RuleId,
  ruleOf,
  rules,
} from '../rules/index.ts';
import { withDefaults } from '../schemas/index.ts';
import { beyondJsonSchema } from './beyond-json-schema.ts';
import { dereferenced, reference, type Schemas } from './components.ts';
import { isJson, type Json } from './json-schema.ts';

const judgedSchemas = [
  ['createRequest', 'createConnection'],
  ['schemaRequest', 'updateSchema'],
  ['itemRequest', 'putItem'],
  ['groupRequest', 'createGroup'],
  ['memberRequest', 'addMember'],
] as const;

/** The rules that hold where a user turns no switch, in that profile and version. */
export function rulesIn(profile: Profile, version: ApiVersion): readonly Rule[] {
  return rules.filter((rule) => holds(rule, withDefaults({ profile, version })));
}

/**
 * Writes on each part of the request schemas the rules of profile documented that are about it. The id of a rule stands
 * in brackets at the end of its sentence, as in the messages of the zod schemas.
 */
export function noteRules(schemas: Schemas): void {
  const notes = new Map<Json, Set<RuleId>>();
  for (const version of apiVersions) {
    for (const [name, operation] of judgedSchemas) {
      const judged = rulesIn('documented', version).filter(
        (rule) => rule.checkedBy === 'body' && rule.operations.includes(operation),
      );
      for (const rule of judged) {
        for (const place of placesIn(rule, version)) {
          const part = partAt(
            schemas,
            reference('schemas', schemas[`${name}.${version}`] ? `${name}.${version}` : name),
            place.split('/').slice(1),
          );
          notes.set(part, (notes.get(part) ?? new Set()).add(rule.id));
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

/** The part of a schema that judges what stands at a path; of a member that it does not name, the whole object. */
function partAt(schemas: Schemas, schema: Json, [key, ...rest]: readonly string[]): Json {
  const object = dereferenced(schemas, schema);
  if (Array.isArray(object.allOf))
    return partOfStricter(schemas, object.allOf, key === undefined ? [] : [key, ...rest]);
  if (key === undefined) return object;
  const value = dereferenced(schemas, choiceOf(object));
  const next = key === '*' ? value.items : isJson(value.properties) ? value.properties[key] : undefined;
  return isJson(next) ? partAt(schemas, next, rest) : value;
}

/** Of a schema that is stricter than another, the part that it says anew, or else that of the other. */
function partOfStricter(schemas: Schemas, [other = {}, more = {}]: readonly Json[], path: readonly string[]): Json {
  const isSaidAnew = isJson(more.properties) && Object.hasOwn(more.properties, path[0] ?? '');
  return partAt(schemas, isSaidAnew ? more : other, path);
}

/** Of a value or null, the value. */
function choiceOf(schema: Json): Json {
  return Array.isArray(schema.anyOf) ? (schema.anyOf[0] as Json) : schema;
}

/** The rules of an operation that are checked there, at such a place, as lines. Those of no operation are of a batch. */
export function linesAbout(operation: string, checkedBy: Rule['checkedBy'], place = /^/): string[] {
  return rules
    .filter(({ operations }) =>
      operations.length > 0 ? operations.some((one) => one === operation) : operation === 'batch',
    )
    .filter((rule) => rule.checkedBy === checkedBy)
    .filter(({ paths }) => paths.some((where) => place.test(where)))
    .map(({ id }) => sentenceOf(id));
}

/** Lines as the member `description`, where there are any. */
export function describing(lines: readonly string[]): Json {
  const description = lines.filter(Boolean).join('\n');
  return description === '' ? {} : { description };
}
