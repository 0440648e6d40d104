import {
  type ApiVersion,
  everyRule,
  type Operation,
  type OperationName,
  operationRows,
  type Profile,
  sources,
} from '../rules/index.ts';
import type { Examples } from './examples.ts';
import type { Json } from './json-schema.ts';
import { parameterNames } from './parameters.ts';
import { errorReferences, errorsOf, headerReferences } from './responses.ts';
import { describing, linesAbout } from './rule-notes.ts';
import { type Context, capitalized, inWords, nameIn, reference, requestName, type Schemas } from './schemas.ts';

/** What the document says of an operation besides what its row, its rules and its examples say. */
interface OperationDetails {
  /** Default: the name in words. */
  readonly summary?: string;
  readonly description?: string;
  /** Names of parameters besides those of the path and of the query rules. */
  readonly parameters?: readonly string[];
  /** What success means. Default: the type of the response body. */
  readonly success?: string;
  /** What 207 means, where the response can have it. */
  readonly partialSuccess?: string;
}

const registrationBegun = 'The registration has begun: poll the Location.';

const operationDetails: Readonly<Partial<Record<OperationName | 'batch' | 'createSchema', OperationDetails>>> = {
  createConnection: { summary: 'Create externalConnection', success: 'The connection.' },
  listConnections: {
    summary: 'List externalConnections',
    description: 'The query may hold nothing else: what the kit does not know, it refuses. [query.known]',
    success: 'A page of the connections that the caller may see.',
  },
  getConnection: { summary: 'Get externalConnection', success: 'The connection.' },
  updateConnection: {
    summary: 'Update externalConnection',
    description:
      'Replaces the properties that are sent. The body may repeat the id of the connection. No property is required, in neither profile.',
  },
  deleteConnection: { summary: 'Delete externalConnection', success: 'The connection is being deleted.' },
  updateSchema: { success: registrationBegun },
  createSchema: { description: 'The older verb for a registration.', success: registrationBegun },
  getSchema: { parameters: ['Prefer'], success: 'The schema.' },
  deleteSchema: { description: 'Graph does not allow it: the response is always an error.' },
  getOperation: { summary: 'Get connectionOperation', success: 'How far the registration of a schema is.' },
  getQuota: { summary: 'Get connectionQuota', success: 'How many items the connection may still take.' },
  putItem: {
    description:
      'Creates the item, or changes the one that exists: then what is not sent stays. The names and types of its properties are those of the schema of the connection.',
    success: 'The item.',
  },
  getItem: { success: 'The item.' },
  updateItem: { description: 'The verb of older pages. What is not sent stays.', success: 'The item.' },
  addActivities: {
    success: 'A result for each activity.',
    partialSuccess: 'A result for each activity, of which at least one has an error.',
  },
  batch: {
    summary: 'Combine requests',
    description:
      'Each part is handled as if it were sent alone, with the token of the batch where it has none. A part whose dependsOn names a failed part gets 424.',
    success: 'The responses to the parts.',
  },
};

/** One method on one path of a version. */
interface DocumentedEndpoint
  extends Context,
    Pick<Operation, 'success' | 'responseBody' | 'responseHeaders' | 'source'> {
  readonly operation: OperationName | 'batch';
  /** The name of the operation; an older method has one of its own. */
  readonly name: OperationName | 'createSchema' | 'batch';
  readonly method: string;
  readonly path: string;
  readonly permissions?: Operation['permissions'];
}

interface ComponentMaps {
  readonly schemas: Schemas;
  readonly examples: Examples;
}

/** Every endpoint of a version, in the order of the table; the batch, which is no operation of its own, at the end. */
export function endpointsOf(version: ApiVersion, profile: Profile): readonly DocumentedEndpoint[] {
  const endpoints = operationRows
    .filter(({ versions }) => versions.includes(version))
    .flatMap((row): DocumentedEndpoint[] => {
      const endpoint = { ...row, operation: row.name, version, profile };
      const older = (row.alsoAs ?? []).map((method) => ({ ...endpoint, name: 'createSchema' as const, method }));
      return [endpoint, ...older];
    });
  return [...endpoints, { ...batch, version, profile }];
}

const batch = {
  operation: 'batch',
  name: 'batch',
  method: 'POST',
  path: '/$batch',
  success: 200,
  responseBody: 'batchResponse',
  source: sources.batchPage,
} as const;

/** What the document says of an endpoint. */
export function operationObject(endpoint: DocumentedEndpoint, context: ComponentMaps): Json {
  const { operation, name, version, profile, permissions, source } = endpoint;
  const { summary = inWords(name), description = '', parameters = [] } = operationDetails[name] ?? {};
  const names = [...parameterNames(queryOptions(operation), version), ...parameters];
  return {
    operationId: `${name}${version === 'beta' ? 'Beta' : 'V1'}`,
    tags: [version],
    summary,
    ...describing([
      description,
      ...linesAbout({ operation, checkedBy: 'tenant', profile, version }),
      `Source: ${source}.`,
    ]),
    ...(permissions && { 'x-permissions': leastOf(permissions) }),
    ...(names.length > 0 && { parameters: names.map((each) => reference('parameters', each)) }),
    ...requestBodyOf(endpoint, context),
    responses: { ...successesOf(endpoint, context), ...errorReferences(errorsOf(operation, endpoint)) },
  };
}

function queryOptions(operation: OperationName | 'batch'): string[] {
  return everyRule()
    .filter((rule) => rule.checkedBy === 'query' && rule.operations.some((name) => name === operation))
    .map(({ id }) => id.replace('query.', ''));
}

/** The permissions of which a token needs one; where users and apps need others, of both. */
function leastOf({ delegated, application }: Operation['permissions']): unknown {
  return delegated.join() === application.join() ? application : { delegated, application };
}

const bodyPlace = /^(header Content-(Encoding|Type)|text)$/;

function requestBodyOf(
  { operation, version, profile }: DocumentedEndpoint,
  { schemas, examples }: ComponentMaps,
): Json {
  const name = nameIn(schemas, requestName(operation), version);
  if (!schemas[name]) return {};
  return {
    requestBody: {
      required: true,
      ...describing(linesAbout({ operation, checkedBy: 'gateway', profile, version, place: bodyPlace })),
      content: jsonContent(name, examples.get(operation)?.request),
    },
  };
}

/** The responses of success by status: none of an operation that always fails. */
function successesOf(endpoint: DocumentedEndpoint, { schemas, examples }: ComponentMaps): Json {
  const { operation, name, version, success, responseBody, responseHeaders = [] } = endpoint;
  if (!success) return {};
  const { success: description, partialSuccess } = operationDetails[name] ?? {};
  const body = responseBody && nameIn(schemas, capitalized(responseBody), version);
  // Only a new connection has its id for certain: a response to $select may have none.
  const schema = success === 201 && schemas[`New${body}`] ? `New${body}` : body;
  const response = {
    description: description ?? (responseBody ? `The ${responseBody}.` : 'Done.'),
    headers: headerReferences(schema ? 'body' : 'empty', ...responseHeaders),
    ...(schema && { content: jsonContent(schema, examples.get(operation)?.response) }),
  };
  return { [success]: response, ...(partialSuccess && { 207: { ...response, description: partialSuccess } }) };
}

function jsonContent(schema: string, examples: Readonly<Record<string, Json>> = {}): Json {
  const values = Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }]));
  return {
    'application/json': {
      schema: reference('schemas', schema),
      ...(Object.keys(values).length > 0 && { examples: values }),
    },
  };
}
