import {
  type ApiVersion,
  apiVersions,
  asRecord,
  isBeyondUsGovernment,
  isControlInformation,
  membersOf,
  type OperationName,
  operationOf,
  type Profile,
  profiles,
  type RuleContext,
  type RuleId,
  type Switches,
  withDefaults,
} from '../rules/index.ts';
import { type CreateExternalConnection, createRequestFor } from './create-request.ts';
import { type ExternalItemRequest, type ItemContext, itemSchemaFor } from './item.ts';
import { propertyAdvice } from './item-values.ts';
import { toPointer } from './json-pointer.ts';
import { type BodyJudge, type BodyResult, checkBody, judgeBody } from './judge-body.ts';
import { option, readOptions } from './read-options.ts';
import { type ConnectionSchema, schemaAdvice, schemaRequestFor } from './schema-request.ts';
import { type Violation, violationOf } from './violation.ts';

type OptionalSwitches = { readonly [Name in keyof Switches]?: Switches[Name] | undefined };

/** What a check or a set of schemas is for; anything left out has its default. */
export interface SchemaOptions extends OptionalSwitches {
  /** Default `live`. */
  readonly profile?: Profile | undefined;
  /** Default `v1.0`. */
  readonly version?: ApiVersion | undefined;
}

/** The options that choose which rules hold, for every function that has them. */
export const ruleContextOptions = {
  profile: option.oneOf(profiles),
  version: option.oneOf(apiVersions),
  strictDescription: option.flag(),
  rejectReadOnly: option.flag(),
  betaSettingsOnV1: option.flag(),
  experiencesAsArray: option.flag(),
};

/**
 * The context that the options of a function choose, with every default filled in.
 *
 * @param of the name of the function, for the error.
 * @throws TypeError naming the option when one cannot be used.
 */
export function contextOf(options: SchemaOptions | undefined, of: string): RuleContext {
  return withDefaults(readOptions(of, ruleContextOptions, options));
}

/** The options of a check. */
export interface CheckOptions extends SchemaOptions {
  /**
   * Whether to report, where no rule is broken, what is accepted and yet not right: what only beta declares, control
   * information, what profile live would refuse. Default false.
   */
  readonly advisories?: boolean;
}

const checkOptions = { ...ruleContextOptions, advisories: option.flag() };

/**
 * Every rule that a create request breaks, the one that Graph would report first in front; empty when it is valid.
 * What is judged is what JSON.stringify makes of the value, for that is what travels. Never throws, whatever the
 * value is: cyclic, a BigInt, 10,000 levels deep.
 *
 * @param options profile (default `live`), version (default `v1.0`), switches, and whether advisories count too.
 * @throws TypeError naming the option when one cannot be used; never for the body.
 * @example
 * ```ts
 * import { checkCreateRequest } from 'external-connection-testkit';
 *
 * const [violation] = checkCreateRequest({ id: 'contoso-hr', name: 'Contoso HR' }, { profile: 'live' });
 * violation?.rule; // 'id.alphanumeric'
 * violation?.fix; // 'Use letters and digits only: no hyphen, underscore, space or accent.'
 * ```
 */
export function checkCreateRequest(body: unknown, options: CheckOptions = {}): readonly Violation[] {
  const { advisories, ...switches } = readOptions('checkCreateRequest', checkOptions, options);
  const context = withDefaults(switches);
  const advise = (json: unknown) => [
    ...adviseCreateRequest(json, context),
    ...adviseControlInformation(json, 'createConnection'),
  ];
  return checkBody(body, createJudge(context), advisories ? advise : undefined);
}

/** Judges the body of a create request that JSON.parse has read. */
export function judgeCreateRequest(body: unknown, context: RuleContext): BodyResult<CreateExternalConnection> {
  return judgeBody(body, createJudge(context));
}

/**
 * What a create request that is accepted would better leave out: what the live service refuses, what is beta's alone,
 * and, in profile documented, what the live service ignores. Most requests pass all at once.
 */
export function adviseCreateRequest(body: unknown, context: RuleContext): readonly Violation[] {
  const strictest = { ...context, profile: 'live', betaSettingsOnV1: false } as const;
  const isDocumented = context.profile === 'documented';
  // Nothing is stricter.
  if (!isDocumented && !(context.betaSettingsOnV1 && context.version === 'v1.0')) return [];
  const brokenIn = (other: RuleContext) => judgeCreateRequest(body, other).violations;
  if (brokenIn({ ...strictest, rejectReadOnly: isDocumented }).length === 0) return [];
  return [...brokenIn(strictest), ...(isDocumented ? brokenIn({ ...context, rejectReadOnly: true }) : [])];
}

function createJudge(context: RuleContext): BodyJudge<CreateExternalConnection> {
  return { schema: (z) => createRequestFor(z, context), depth: 'body.depth' };
}

/**
 * Every rule that the registration of a schema breaks, the one that Graph would report first in front; empty when
 * it is valid. What is judged is what JSON.stringify makes of the value, for that is what travels. Never throws,
 * whatever the value is: cyclic, a BigInt, 10,000 levels deep.
 *
 * @param options profile (default `live`), version (default `v1.0`), and whether advisories count too. The profiles
 * differ in baseType and labels.
 * @throws TypeError naming the option when one cannot be used; never for the body.
 * @example
 * ```ts
 * import { checkSchemaRequest } from 'external-connection-testkit';
 *
 * const properties = [{ name: 'priority', type: 'int64', isSearchable: true }];
 * const [violation] = checkSchemaRequest({ baseType: 'microsoft.graph.externalItem', properties });
 * violation?.rule; // 'schemaProperty.searchable'
 * violation?.path; // '/properties/0'
 * ```
 */
export function checkSchemaRequest(body: unknown, options: CheckOptions = {}): readonly Violation[] {
  const { advisories, ...switches } = readOptions('checkSchemaRequest', checkOptions, options);
  const context = withDefaults(switches);
  const advise = (json: unknown) => [
    ...adviseSchemaRequest(json, context),
    ...adviseControlInformation(json, 'updateSchema'),
  ];
  return checkBody(body, schemaJudge(context), advisories ? advise : undefined);
}

/** Judges the body of a schema registration that JSON.parse has read. */
export function judgeSchemaRequest(body: unknown, context: RuleContext): BodyResult<ConnectionSchema> {
  return judgeBody(body, schemaJudge(context));
}

/** What a schema that is accepted would better leave out. */
export function adviseSchemaRequest(body: unknown, context: RuleContext): readonly Violation[] {
  const { request } = judgeSchemaRequest(body, context);
  const { violations } = judgeSchemaRequest(body, { ...context, betaSettingsOnV1: false });
  return [...violations, ...(request ? schemaAdvice(request) : [])];
}

function schemaJudge(context: RuleContext): BodyJudge<ConnectionSchema> {
  return { schema: (z) => schemaRequestFor(z, context), depth: 'schema.depth' };
}

/** What a check of an item is for. */
export interface ItemOptions extends CheckOptions {
  /** The schema of the connection that the item is for. Default: none, and the properties may be any. */
  readonly schema?: ConnectionSchema;
}

/** The schema of a connection as an option; it may break rules, but has names and types. */
export const schemaOption = option.where<ConnectionSchema>((value) => {
  const properties = asRecord(value)?.properties;
  return Array.isArray(properties) && properties.every(isNamedAndTyped);
}, 'the schema of a connection, an object with properties that have a name and a type');

function isNamedAndTyped(property: unknown): boolean {
  const { name, type } = asRecord(property) ?? {};
  return typeof name === 'string' && typeof type === 'string';
}

/** The options of a function that judges an item, or makes one. */
export const itemOptions = { ...ruleContextOptions, schema: schemaOption };

/**
 * Every rule that an item breaks, the one that Graph would name first in front; empty when the item is valid for a
 * connection with the schema. What is judged is what JSON.stringify makes of the value, for that is what travels.
 * Never throws, whatever the value is: cyclic, a BigInt, 10,000 levels deep.
 *
 * @param options the schema of the connection, profile and version.
 * @throws TypeError when an option cannot be used; never for the item.
 * @example
 * ```ts
 * import { type ConnectionSchema, checkItem } from 'external-connection-testkit';
 *
 * const schema: ConnectionSchema = {
 *   baseType: 'microsoft.graph.externalItem',
 *   properties: [{ name: 'priority', type: 'int64' }],
 * };
 * const acl = [{ type: 'everyone', value: 'everyone', accessType: 'grant' }];
 * const [violation] = checkItem({ acl, properties: { priority: 'high' } }, { schema });
 * violation?.rule; // 'itemValue.int64'
 * violation?.path; // '/properties/priority'
 * ```
 */
export function checkItem(item: unknown, options: ItemOptions = {}): readonly Violation[] {
  const { schema, advisories, ...switches } = readOptions('checkItem', { ...itemOptions, ...checkOptions }, options);
  const context = { profile: withDefaults(switches).profile, schema };
  const advise = (json: unknown) => [...adviseItem(json, schema), ...adviseControlInformation(json, 'putItem')];
  return checkBody(item, itemJudge(context), advisories ? advise : undefined);
}

/** Judges the body of an item that JSON.parse has read. */
export function judgeItem(body: unknown, context: ItemContext): BodyResult<ExternalItemRequest> {
  return judgeBody(body, itemJudge(context));
}

/** What is accepted in the properties of an item and yet not right, by the schema of its connection. */
export function adviseItem(body: unknown, schema: ConnectionSchema | undefined): readonly Violation[] {
  const properties = asRecord(asRecord(body)?.properties);
  return schema && properties ? propertyAdvice(properties, schema) : [];
}

function itemJudge(context: ItemContext): BodyJudge<ExternalItemRequest> {
  return { schema: (z) => itemSchemaFor(z, context) };
}

/** How many places of one advisory are reported. */
const mostPlaces = 100;

/** The control information in the body of an operation, which ignores it. Question 25. */
export function adviseControlInformation(body: unknown, operation: OperationName): readonly Violation[] {
  return adviseWhere((_, name) => isControlInformation(name), 'body.controlInformation', body, operation);
}

/** What the metadata of the US government cloud lacks in the body of an operation. */
export function adviseUsGovernment(body: unknown, operation: OperationName): readonly Violation[] {
  return adviseWhere(isBeyondUsGovernment, 'usGovernment.declared', body, operation);
}

type IsFound = (type: string, name: string, value: unknown) => boolean;

/**
 * Follows the types of the metadata alone: what is in a value without a declared property, such as a card, is the client's
 * own. Each accepted request is searched, so nothing is made for a property that is not found.
 */
function adviseWhere(isFound: IsFound, rule: RuleId, body: unknown, operation: OperationName): readonly Violation[] {
  const { requestBody = '' } = operationOf(operation);
  const path: PropertyKey[] = [];
  const found: Violation[] = [];
  search(body, requestBody);
  return found;

  function search(value: unknown, type: string): void {
    const known = membersOf(type);
    if (typeof value !== 'object' || value === null || known.size === 0) return;
    if (Array.isArray(value)) {
      for (const [index, element] of value.entries()) {
        path.push(index);
        search(element, type);
        path.pop();
      }
      return;
    }
    for (const name in value) {
      if (found.length === mostPlaces) return;
      const inner: unknown = value[name as keyof typeof value];
      path.push(name);
      if (isFound(type, name, inner)) found.push(violationOf(rule, toPointer(path), inner));
      else search(inner, known.get(name)?.type ?? '');
      path.pop();
    }
  }
}
