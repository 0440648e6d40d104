import {
  asRecord,
  errorResponses,
  everyRule,
  everyTypeSchema,
  type GraphErrorCode,
  holds,
  type OperationName,
  operationOf,
  type PathIds,
  pathOf,
  placesIn,
  type Rule,
  type RuleContext,
  type RuleId,
  serviceRoots,
  withDefaults,
} from '../rules/index.ts';
import {
  type ConnectionSchema,
  contextOf,
  fromPointer,
  type ItemOptions,
  itemOptions,
  itemPlacesOf,
  readOptions,
  replaceAt,
  type SchemaOptions,
  type SchemaProperty,
  showValue,
} from '../schemas/index.ts';
import { type Builders, createBuilders, type Overrides } from './create-builders.ts';
import { forVersion } from './settings.ts';

/** One invalid request, and what Graph returns for it. */
export interface InvalidRequest {
  /** The id of the rule that it breaks; where it breaks several, the first. */
  readonly rule: RuleId;
  /** What is wrong; unique in its catalogue. */
  readonly title: string;
  /** The body as a value; the raw text where the rule is about the text. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** The status of the response. */
  readonly status: number;
  /** The `error.code` of the response. */
  readonly code: GraphErrorCode;
  /** A new Request each time it is read, to the global root. */
  readonly request: Request;
}

/**
 * One invalid request for each rejected sample of each rule that holds in the profile and the version, in the order
 * of the rules. Each is otherwise valid, and small: id, name, description, and the property that is wrong. The same
 * options give the same bytes.
 *
 * @param options profile (default `live`), version (default `v1.0`) and switches.
 * @throws TypeError naming the option, its value and what to use.
 * @example
 * ```ts
 * import { invalidCreateRequests } from 'external-connection-testkit/builders';
 * import { createEmulator } from 'external-connection-testkit/emulator';
 *
 * for (const { request, title, status } of invalidCreateRequests({ profile: 'live' })) {
 *   const response = await createEmulator({ profile: 'live' }).fetch(request);
 *   if (response.status !== status) throw new Error(title);
 * }
 * ```
 */
export function invalidCreateRequests(options: SchemaOptions = {}): readonly InvalidRequest[] {
  const context = contextOf(options, 'invalidCreateRequests');
  const full = createBuilders({ version: context.version }).createRequest();
  const validAround = (place: string) => {
    const needed = ['id', 'name', 'description', fromPointer(place)[0]];
    return structuredClone(Object.fromEntries(Object.entries(full).filter(([name]) => needed.includes(name))));
  };
  return invalidRequests({ operation: 'createConnection', checkedBy: ['gateway', 'body'], validAround }, context);
}

/**
 * One invalid schema registration for each rejected sample of each rule on its body that holds in the profile and
 * the version, in the order of the rules. Each goes to the connection `contosohr`, which must exist, and is otherwise valid: a schema
 * of one property. The same options give the same bytes.
 *
 * @param options profile (default `live`) and version (default `v1.0`): the profiles differ in baseType and labels.
 * @throws TypeError naming the option, its value and what to use.
 * @example
 * ```ts
 * import { checkSchemaRequest } from 'external-connection-testkit';
 * import { invalidSchemaRequests } from 'external-connection-testkit/builders';
 *
 * for (const { rule, title, body } of invalidSchemaRequests()) {
 *   if (checkSchemaRequest(body)[0]?.rule !== rule) throw new Error(title);
 * }
 * ```
 */
export function invalidSchemaRequests(options: SchemaOptions = {}): readonly InvalidRequest[] {
  const context = contextOf(options, 'invalidSchemaRequests');
  const { version } = context;
  const build = createBuilders({ version });
  const property = forVersion(build.schemaProperty(everyProperty), version, 'property');
  const valid = build.schema({ properties: [property] });
  const validAround = () => ({ ...structuredClone(valid) });
  return invalidRequests({ operation: 'updateSchema', checkedBy: ['body'], validAround }, context);
}

/** Overrides that give a schema property all its properties, so that each can be broken alone. */
const everyProperty: Overrides<SchemaProperty> = {
  type: 'string',
  aliases: ['heading'],
  labels: ['title'],
  isQueryable: true,
  isRefinable: false,
  isRetrievable: true,
  isSearchable: false,
  isExactMatchRequired: false,
  rankingHint: { importanceScore: 'high' },
};

interface Catalogue {
  readonly operation: OperationName;
  readonly checkedBy: readonly Rule['checkedBy'][];
  /** A valid body, new each time, in which the place exists. */
  validAround(place: string): Readonly<Record<string, unknown>>;
  /** Where a rule is broken. Default: at its places. */
  placesOf?(rule: Rule): readonly string[];
  /** The ids in the path, for a body, beside that of the connection. Default: none. */
  idsFor?(body: unknown): PathIds;
}

function invalidRequests(catalogue: Catalogue, context: RuleContext): readonly InvalidRequest[] {
  const { operation, checkedBy, placesOf = (rule: Rule) => placesIn(rule, context.version) } = catalogue;
  return everyRule()
    .filter((rule) => checkedBy.includes(rule.checkedBy) && rule.operations.includes(operation) && holds(rule, context))
    .flatMap((rule) =>
      placesOf(rule).flatMap((place) =>
        rule.rejects.map((sample) => invalidRequest(catalogue, context, { rule, place, sample })),
      ),
    );
}

const validHeaders = { Authorization: 'Bearer fake-access-token', 'Content-Type': 'application/json' };

function invalidRequest(
  { operation, validAround, idsFor }: Catalogue,
  { version }: RuleContext,
  { rule, place, sample }: { readonly rule: Rule; readonly place: string; readonly sample: unknown },
): InvalidRequest {
  const [kind, header = ''] = place.split(' ');
  const valid = validAround(place);
  const headers = kind === 'header' ? withHeader(header, sample) : validHeaders;
  const body = kind === 'text' ? sample : kind === 'header' ? valid : replaceAt(valid, fromPointer(place), sample);
  const text = kind === 'text' ? String(sample) : JSON.stringify(body);
  const { status, code } = errorResponses[rule.error];
  const { method } = operationOf(operation);
  const url = `${serviceRoots[0]}/${version}${pathOf(operation, { connectionId: 'contosohr', ...idsFor?.(body) })}`;
  return {
    rule: rule.id,
    title: `${rule.id}: ${place || 'the body'} ${sample === undefined ? 'is absent' : `is ${showValue(sample)}`}`,
    body,
    headers,
    status,
    code,
    // Bytes, for fetch adds a Content-Type to a string.
    get request() {
      return new Request(url, { method, headers, body: new TextEncoder().encode(text) });
    },
  };
}

/** The valid headers with another value of one, or without it where the value is undefined. */
function withHeader(name: string, value: unknown): Readonly<Record<string, string>> {
  const others = Object.entries(validHeaders).filter(([other]) => other !== name);
  return Object.fromEntries(value === undefined ? others : [...others, [name, String(value)]]);
}

/**
 * One invalid item for each rejected sample of each rule on its body that holds in the profile, in the order of the
 * rules. Each is a PUT to the connection `contosohr`, which must have the schema, and is otherwise valid and small. The
 * same options give the same bytes.
 *
 * @param options the schema of the connection (default: `everyTypeSchema`, a property of each type), profile (default
 * `live`) and version (default `v1.0`). Rules on types that the schema does not have are left out.
 * @throws TypeError naming the option, its value and what to use.
 * @example
 * ```ts
 * import { everyTypeSchema, invalidItemRequests } from 'external-connection-testkit/builders';
 * import { createEmulator } from 'external-connection-testkit/emulator';
 *
 * const graph = createEmulator();
 * graph.put({ id: 'contosohr', state: 'ready' }, { schema: everyTypeSchema });
 * for (const { request, title, status } of invalidItemRequests()) {
 *   const response = await graph.fetch(request);
 *   if (response.status !== status) throw new Error(title);
 * }
 * ```
 */
export function invalidItemRequests(options: ItemOptions = {}): readonly InvalidRequest[] {
  const { schema = everyTypeSchema, ...switches } = readOptions('invalidItemRequests', itemOptions, options);
  const context = withDefaults(switches);
  const build = createBuilders();
  return invalidRequests(
    {
      operation: 'putItem',
      checkedBy: ['body'],
      validAround: (place) => itemAround(place, schema, build),
      placesOf: (rule) => itemPlacesOf(rule, schema),
      idsFor: (body) => ({ itemId: pathId(body) }),
    },
    context,
  );
}

const itemId = 'TSP228082938';

/** The id of the path: that of the body, where it is one. */
function pathId(body: unknown): string {
  const id = asRecord(body)?.id;
  return typeof id === 'string' && id !== '' ? id : itemId;
}

/** The smallest item in which a place exists: id, acl, one property, and the part that the place is in. */
function itemAround(place: string, schema: ConnectionSchema, build: Builders): Readonly<Record<string, unknown>> {
  const [part = '', name = ''] = fromPointer(place);
  const named = schema.properties.find((property) => property.name === name.split('@', 1).join());
  const properties = [named ?? schema.properties[0]].filter((property) => property !== undefined);
  const optional: Readonly<Record<string, unknown>> = {
    informationProtectionLabel: { sensitivityLabelId: '1f0c997e-99f7-43f1-8cca-086f8d42be8d' },
    activities: [build.activity()],
  };
  const { content, ...item } = build.item({ ...schema, properties }, { id: itemId });
  return { ...item, ...(part === 'content' && { content }), ...(part in optional && { [part]: optional[part] }) };
}
