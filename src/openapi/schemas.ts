import * as z from 'zod';
import {
  type ApiVersion,
  connectionOperationStatuses,
  limits,
  membersOf,
  type OperationName,
  type RuleContext,
} from '../rules/index.ts';
import {
  activitiesRequestSchema,
  externalGroupSchema,
  externalGroupUpdateSchema,
  externalItemSchema,
  graphErrorSchema,
  groupMemberSchema,
  itemSchemaFor,
  schemasFor,
  zod,
} from '../schemas/index.ts';
import { isJsonObject, type Json, requestSchema, responseSchema, withValue } from './json-schema.ts';

/** The schemas of the document by their names, to which other parts refer. */
export type Schemas = Record<string, Json>;

/** What the schemas of a document are for. */
export type Context = Pick<RuleContext, 'profile' | 'version'>;

type ComponentKind = 'schemas' | 'responses' | 'headers' | 'examples' | 'parameters';

/** A reference to a component of that kind. */
export function reference(kind: ComponentKind, name: string): Json {
  return { $ref: `#/components/${kind}/${name}` };
}

/** The schema to which a reference leads; any other schema as it is. */
export function dereferenced(schemas: Schemas, schema: Json): Json {
  return schemas[String(schema.$ref ?? '').replace('#/components/schemas/', '')] ?? schema;
}

/** The name of a component in a version: with `Beta` at the end where it differs on beta. */
export function nameIn(schemas: Schemas, name: string, version: ApiVersion): string {
  return version === 'beta' && schemas[`${name}Beta`] ? `${name}Beta` : name;
}

/** The word with a capital at its beginning. */
export function capitalized(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** A name in words: `urlToItemResolvers` is `Url to item resolvers`. */
export function inWords(name: string): string {
  return capitalized(name.replaceAll(/(?<=[a-z])[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`));
}

/** The name of the request body of an operation, such as `CreateConnectionRequest`. */
export function requestName(operation: string): string {
  return `${capitalized(operation)}Request`;
}

/** Adds the schemas of all bodies, those of v1.0 first: what is the same on beta is written once. */
export function addSchemas(schemas: Schemas, context: Context): void {
  for (const [type, body] of Object.entries(responseBodies(context))) {
    const schema = responseSchema(body);
    // A response to $select has only the selected properties.
    const { required, ...selected } = schema;
    addSchema(schemas, { ...context, schema: type === 'externalConnection' ? selected : schema, type });
    if (type === 'externalConnection') addNewConnection(schemas, context.version);
  }
  for (const [operation, [type, body]] of Object.entries(requestBodies(context))) {
    const name = requestName(operation);
    addSchema(schemas, { ...context, schema: requestSchema(body), type, suffix: 'Request', name });
  }
}

/** Only a new connection has its id for certain. */
function addNewConnection(schemas: Schemas, version: ApiVersion): void {
  const whole = nameIn(schemas, 'ExternalConnection', version);
  const withId = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] };
  schemas[`New${whole}`] = { allOf: [reference('schemas', whole), withId] };
}

interface TypedSchema extends Context {
  readonly schema: Json;
  /** The type of the whole in the metadata, such as `externalConnection`. */
  readonly type: string;
  /** What the names of objects end with. Default: nothing. */
  readonly suffix?: string;
  /** Default: the type. */
  readonly name?: string;
  /** The type that has a property of this one. */
  readonly owner?: string;
}

/**
 * Adds a schema and returns a reference to it. Each object within, and each closed enum, becomes a schema of its own,
 * named by its type: a type is written once. Where two of one type differ, the later has `Beta` at the end of its name
 * if it is on beta, or else the name of its owner in front.
 */
function addSchema(schemas: Schemas, typed: TypedSchema): Json {
  const { schema, type, suffix = '', version, owner = '' } = typed;
  // The members of an enum in a response are examples: it stays a string.
  if (schema.examples && !schema.enum) return schema;
  const ownSuffix = schema.enum ? '' : suffix;
  const name = typed.name ?? `${capitalized(type)}${ownSuffix}`;
  const complete = {
    ...schema,
    ...(isJsonObject(schema.properties) && { properties: withNamedTypes(schemas, typed) }),
  };
  const ofOwner = `${capitalized(owner)}${capitalized(type)}${ownSuffix}`;
  const names = [name, ...(version === 'beta' ? [`${name}Beta`] : []), ofOwner, `${ofOwner}Beta`];
  const isSame = (each: string) => JSON.stringify(schemas[each]) === JSON.stringify(complete);
  const chosen = names.find(isSame) ?? names.find((each) => !schemas[each]);
  if (!chosen) throw new Error(`Two schemas that differ have the name ${name}.`);
  schemas[chosen] = complete;
  return reference('schemas', chosen);
}

function withNamedTypes(schemas: Schemas, { schema, type: owner, ...context }: TypedSchema): Json {
  const { name, ...inherited } = context;
  const properties: Json = { ...(isJsonObject(schema.properties) && schema.properties) };
  for (const [property, type] of typesWithin(owner)) {
    const value = properties[property];
    if (!isJsonObject(value)) continue;
    properties[property] = withValue(value, (found) =>
      addSchema(schemas, { ...inherited, schema: found, type, owner }),
    );
  }
  return properties;
}

/** The types within those that the table of members lacks. **Source:** metadata, and the OpenAPI description of Graph. */
const otherTypes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  graphError: { error: 'mainError' },
  mainError: { details: 'errorDetails', innerError: 'innerError' },
  externalConnectionCollection: { value: 'externalConnection' },
  connectionOperation: { error: 'publicError' },
  addActivitiesRequest: { activities: 'externalActivity' },
  externalActivityResultCollection: { value: 'externalActivityResult' },
  externalActivityResult: { error: 'publicError' },
  batch: { requests: 'batchPart' },
  batchResponse: { responses: 'batchPartResponse' },
};

/** The properties of a type that are objects or enums, with their types. */
function typesWithin(type: string): readonly (readonly [property: string, type: string])[] {
  const declared = [...membersOf(type)].filter(([, { kind }]) => kind !== 'primitive');
  return [...declared.map(([name, member]) => [name, member.type] as const), ...Object.entries(otherTypes[type] ?? {})];
}

/** **Source:** JSON batching concept page. */
const batchRequest = z.object({
  requests: z
    .array(
      z.object({
        id: z.string().min(1),
        method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
        url: z.string().min(1).meta({ description: 'Relative to the version, such as /external/connections.' }),
        headers: z.record(z.string(), z.string()).optional(),
        body: z.unknown().optional(),
        dependsOn: z.array(z.string()).optional().meta({ description: 'Ids of parts before this one.' }),
      }),
    )
    .min(1)
    .max(limits.batchParts.maximum),
});

type RequestBodies = Readonly<Partial<Record<OperationName | 'batch', readonly [type: string, schema: z.ZodType]>>>;

function requestBodies({ profile, version }: Context): RequestBodies {
  const { createRequest, schemaRequest } = schemasFor({ profile, version });
  // No property of an update is required, and a body may repeat the id, also a generated one.
  const { id, ...update } = schemasFor({ profile: 'documented', version, betaSettingsOnV1: profile === 'live' })
    .createRequest.shape;
  return {
    createConnection: ['externalConnection', createRequest],
    updateConnection: ['externalConnection', z.strictObject({ id: z.string().optional(), ...update })],
    updateSchema: ['schema', schemaRequest],
    putItem: ['externalItem', itemSchemaFor(zod, { profile })],
    updateItem: ['externalItem', itemSchemaFor(zod, { profile, isUpdate: true })],
    addActivities: ['addActivitiesRequest', activitiesRequestSchema(zod)],
    createGroup: ['externalGroup', externalGroupSchema(zod)],
    updateGroup: ['externalGroup', externalGroupUpdateSchema(zod)],
    addMember: ['identity', groupMemberSchema(zod)],
    batch: ['batch', batchRequest],
  };
}

const annotation = z.string().optional();

const publicError = z.looseObject({ code: z.string().nullish(), message: z.string().nullish() });

const connectionOperation = z.looseObject({
  '@odata.context': annotation,
  id: z.string(),
  status: z.string().meta({ examples: [...connectionOperationStatuses] }),
  error: publicError.nullish(),
});

const activityResults = z.looseObject({
  '@odata.context': annotation,
  value: z.array(
    z.looseObject({ type: z.string(), startDateTime: z.iso.datetime({ offset: true }), error: publicError.nullish() }),
  ),
});

const mainError = graphErrorSchema(zod).shape.error;

/** **Source:** OpenAPI description of Microsoft Graph, MainError: the message that clients made by Kiota print. */
const graphError = graphErrorSchema(zod).extend({
  error: mainError.extend({ message: mainError.shape.message.meta({ 'x-ms-primary-error-message': true }) }),
});

const batchResponse = z.looseObject({
  responses: z.array(
    z.looseObject({
      id: z.string(),
      status: z.int(),
      headers: z.record(z.string(), z.string()),
      body: z.unknown().optional(),
    }),
  ),
});

function responseBodies({ version }: Context): Readonly<Record<string, z.ZodType>> {
  const { connection, schemaRequest } = schemasFor({ version });
  const entity = (shape: z.ZodRawShape) => z.object({ '@odata.context': annotation, ...shape });
  return {
    externalConnection: connection,
    externalConnectionCollection: z.looseObject({
      '@odata.context': annotation,
      '@odata.count': z.int().optional(),
      '@odata.nextLink': z.url().optional(),
      value: z.array(connection.partial()),
    }),
    schema: entity(schemaRequest.shape),
    connectionOperation,
    connectionQuota: z.looseObject({ '@odata.context': annotation, itemsRemaining: z.int().nullish() }),
    // Before the item, within which an activity has another.
    identity: entity(groupMemberSchema(zod).shape),
    externalItem: entity(externalItemSchema(zod).shape),
    externalActivityResultCollection: activityResults,
    externalGroup: entity(externalGroupSchema(zod).shape),
    batchResponse,
    graphError,
  };
}
