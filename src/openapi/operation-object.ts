import { type ApiVersion, type Operation, type OperationName, operations, rules } from '../rules/index.ts';
import { reference, type Schemas } from './components.ts';
import { errorsOf, errorsOfBatch, responsesOf, type Shared } from './error-responses.ts';
import type { Examples } from './examples.ts';
import { headersOf } from './headers.ts';
import type { Json } from './json-schema.ts';
import { capitalized, operationDetails, summaryOf } from './operation-details.ts';
import { parameters } from './parameters.ts';
import { describing, linesAbout } from './rule-notes.ts';

/** One method on one path of a version. */
interface Endpoint extends Pick<Operation, 'success' | 'requestBody' | 'responseBody' | 'responseHeaders'> {
  readonly operation: OperationName | 'batch';
  /** The name of the operation; an older method has one of its own. */
  readonly name: OperationName | 'createSchema' | 'batch';
  readonly method: string;
  readonly path: string;
  readonly version: ApiVersion;
  readonly permissions?: Operation['permissions'];
}

interface Context {
  readonly schemas: Schemas;
  /** What operations share; what this one adds is put there. */
  readonly shared: Shared;
  readonly examples: Examples;
}

/** Every endpoint of a version, in the order of the table; the batch, which is no operation of its own, at the end. */
export function endpointsOf(version: ApiVersion): readonly Endpoint[] {
  const rows: readonly (Operation & { readonly name: OperationName })[] = operations;
  const endpoints = rows
    .filter(({ versions }) => versions.includes(version))
    .flatMap((row): Endpoint[] => {
      const endpoint = { ...row, operation: row.name, version };
      const older = (row.alsoAs ?? []).map((method) => ({ ...endpoint, name: 'createSchema' as const, method }));
      return [endpoint, ...older];
    });
  return [...endpoints, { ...batch, version }];
}

const batch = {
  operation: 'batch',
  name: 'batch',
  method: 'POST',
  path: '/$batch',
  success: 200,
  requestBody: 'batchRequest',
  responseBody: 'batchResponse',
} as const;

/** What the document says of an endpoint. */
export function operationObject(endpoint: Endpoint, context: Context): Json {
  const { operation, name, version, permissions, requestBody } = endpoint;
  const { summary = summaryOf(name), description = '' } = operationDetails[name] ?? {};
  const parameterNames = [...queryParametersOf(endpoint), ...(operationDetails[name]?.parameters ?? [])];
  return {
    operationId: `${name}${version === 'beta' ? 'Beta' : 'V1'}`,
    tags: [version],
    summary,
    ...describing([description, ...linesAbout(operation, 'tenant')]),
    ...(permissions && { 'x-permissions': leastOf(permissions) }),
    ...(parameterNames.length > 0 && { parameters: parameterNames.map((each) => reference('parameters', each)) }),
    ...(requestBody && { requestBody: requestBodyOf(endpoint, requestBody, context) }),
    responses: {
      ...successesOf(endpoint, context),
      ...responsesOf(operation === 'batch' ? errorsOfBatch : errorsOf(operation), context.shared),
    },
  };
}

/** The query options of the operation that the document describes, by the rules about them. */
function queryParametersOf({ operation, version }: Endpoint): string[] {
  return rules
    .filter((rule) => rule.checkedBy === 'query' && rule.operations.some((name) => name === operation))
    .map(({ id }) => id.replace('query.', ''))
    .flatMap((option) => [option, `${option}.${version}`].filter((name) => Object.hasOwn(parameters, name)));
}

/** The permissions of which a token needs one; where users and apps need others, of both. */
function leastOf({ delegated, application }: Operation['permissions']): unknown {
  return delegated.join() === application.join() ? application : { delegated, application };
}

/** A reference to the request body, which is added to what operations share. */
function requestBodyOf({ operation, version }: Endpoint, type: string, { schemas, shared, examples }: Context): Json {
  const ownName = operationDetails[operation]?.requestBody;
  const base = requestSchemas[type] ?? type;
  const schema = nameIn(schemas, [`${base}.${version}`, base]);
  const live = `${base}.live.${version}`;
  const name = ownName ? `${ownName}.${version}` : schema;
  shared.requestBodies[name] = {
    required: true,
    ...describing(linesAbout(operation, 'gateway', /^(header Content-(Encoding|Type)|text)$/)),
    content: jsonContent(schema, examples.get(operation)?.request),
    ...(schemas[live] && !ownName && { 'x-live-schema': reference('schemas', live).$ref }),
  };
  return reference('requestBodies', name);
}

/** The schemas of requests whose name is not that of the type. */
const requestSchemas: Readonly<Record<string, string>> = {
  externalConnection: 'createRequest',
  schema: 'schemaRequest',
  externalItem: 'itemRequest',
  externalGroup: 'groupRequest',
  identity: 'memberRequest',
};

/** The responses of success by status: none of an operation that always fails. */
function successesOf(endpoint: Endpoint, { schemas, examples }: Context): Json {
  const { operation, name, version, success, responseBody, responseHeaders = [] } = endpoint;
  const { success: description } = operationDetails[name] ?? {};
  const names = responseBody ? [`${responseBody}.${version}`, responseBody] : [];
  // Only a new resource has its id for certain: a response to $select may have none.
  const created = success === 201 ? names.map((each) => `new${capitalized(each)}`) : [];
  const body = responseBody && jsonContent(nameIn(schemas, [...created, ...names]), examples.get(operation)?.response);
  return {
    ...(success && {
      [success]: {
        description: description ?? (responseBody ? `The ${responseBody}.` : 'Done.'),
        headers: headersOf(body ? 'body' : 'empty', ...responseHeaders),
        ...(body && { content: body }),
      },
    }),
  };
}

/** The first name that a schema has; where none has one, any object is added under the last. */
function nameIn(schemas: Schemas, names: readonly string[]): string {
  const name = names.find((candidate) => schemas[candidate]) ?? names.at(-1) ?? '';
  schemas[name] ??= { type: 'object' };
  return name;
}

/** A reference to the schema of a body, with examples. */
function jsonContent(schema: string, examples: Readonly<Record<string, Json>> = {}): Json {
  return {
    'application/json': {
      schema: reference('schemas', schema),
      examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
    },
  };
}
