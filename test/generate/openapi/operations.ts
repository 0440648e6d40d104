import { type ApiVersion, connectionsPath, type OperationName } from '../../../src/rules/index.ts';
import { reference } from './components.ts';
import type { Examples } from './examples.ts';
import type { Json } from './json-schema.ts';

/** An answer that is no error. */
export interface GoodAnswer {
  readonly status: number;
  readonly description: string;
  /** The name of the schema of the body; without it, there is none. */
  readonly schema?: string;
  readonly examples?: Readonly<Record<string, Json>>;
  /** Headers besides those of every answer. */
  readonly headers?: readonly string[];
}

/** What a request holds. */
export interface RequestBody {
  /** The name to which endpoints refer that take the same. */
  readonly name: string;
  readonly schema: string;
  /** The schema in profile live, where that asks for more. */
  readonly live?: string;
  readonly examples: Readonly<Record<string, Json>>;
}

/** One method on one path. */
export interface Endpoint {
  readonly operation: OperationName | 'batch';
  readonly method: string;
  /** Below root and version. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  /** The names of its parameters besides those of its path. */
  readonly parameters?: readonly string[];
  readonly request?: RequestBody;
  readonly answers: readonly GoodAnswer[];
}

const one = `${connectionsPath}/{connectionId}`;

/** Every endpoint of a version. */
export function endpoints(version: ApiVersion, examples: Examples): readonly Endpoint[] {
  const all = [...ofConnections(version, examples), ...ofSchema(version, examples), quota(examples), batch(examples)];
  return all.filter(({ operation }) => operation !== 'getQuota' || version === 'beta');
}

function ofConnections(version: ApiVersion, { creates, created, update, answers }: Examples): readonly Endpoint[] {
  const connection = `externalConnection.${version}`;
  const schema = `createRequest.${version}`;
  return [
    {
      operation: 'createConnection',
      method: 'post',
      path: connectionsPath,
      summary: 'Create externalConnection',
      request: { name: schema, schema, live: `createRequest.live.${version}`, examples: creates },
      answers: [
        {
          status: 201,
          description: 'The connection.',
          schema: `newExternalConnection.${version}`,
          examples: created,
          headers: ['Location'],
        },
      ],
    },
    {
      operation: 'listConnections',
      method: 'get',
      path: connectionsPath,
      summary: 'List externalConnections',
      description: 'The query may hold nothing else: what the kit does not know, it refuses. [query.known]',
      parameters: [`select.${version}`, 'filter', 'top', 'count', 'skiptoken'],
      answers: [
        {
          status: 200,
          description: 'A page of the connections that the caller may see.',
          schema: `externalConnectionCollection.${version}`,
          examples: { page: answers.list },
        },
      ],
    },
    {
      operation: 'getConnection',
      method: 'get',
      path: one,
      summary: 'Get externalConnection',
      parameters: [`select.${version}`],
      answers: [
        { status: 200, description: 'The connection.', schema: connection, examples: { minimal: answers.get } },
      ],
    },
    {
      operation: 'updateConnection',
      method: 'patch',
      path: one,
      summary: 'Update externalConnection',
      description:
        'Replaces the members that are sent. The body may repeat the id of the connection, also a generated one, which the schema does not know. No member is required, in neither profile.',
      request: { name: `updateRequest.${version}`, schema, examples: { description: update } },
      answers: [{ status: 204, description: 'Done.' }],
    },
    {
      operation: 'deleteConnection',
      method: 'delete',
      path: one,
      summary: 'Delete externalConnection',
      answers: [{ status: 202, description: 'The connection is being deleted.' }],
    },
  ];
}

function ofSchema(version: ApiVersion, { schema, answers }: Examples): readonly Endpoint[] {
  const path = `${one}/schema`;
  const name = `schemaRequest.${version}`;
  const request = { name, schema: name, examples: { schema } };
  const accepted = {
    status: 202,
    description: 'The registration has begun: poll the Location.',
    headers: ['Location'],
  };
  const body = { schema: `schema.${version}`, examples: { schema: answers.schema } };
  return [
    { operation: 'updateSchema', method: 'patch', path, summary: 'Update schema', request, answers: [accepted] },
    {
      operation: 'updateSchema',
      method: 'post',
      path,
      summary: 'Create schema',
      description: 'The older verb for a registration.',
      parameters: ['Prefer'],
      request,
      answers: [{ status: 201, description: 'The schema.', ...body }, accepted],
    },
    {
      operation: 'getSchema',
      method: 'get',
      path,
      summary: 'Get schema',
      parameters: ['Prefer'],
      answers: [{ status: 200, description: 'The schema.', ...body }],
    },
    {
      operation: 'deleteSchema',
      method: 'delete',
      path,
      summary: 'Delete schema',
      description: 'Graph has none: it always answers an error.',
      answers: [],
    },
    {
      operation: 'getOperation',
      method: 'get',
      path: `${one}/operations/{operationId}`,
      summary: 'Get connectionOperation',
      answers: [
        {
          status: 200,
          description: 'How far the registration of a schema is.',
          schema: 'connectionOperation',
          examples: { operation: answers.operation },
        },
      ],
    },
  ];
}

function quota({ answers }: Examples): Endpoint {
  return {
    operation: 'getQuota',
    method: 'get',
    path: `${one}/quota`,
    summary: 'Get connectionQuota',
    answers: [
      {
        status: 200,
        description: 'How many items the connection may still take.',
        schema: 'connectionQuota',
        examples: { quota: answers.quota },
      },
    ],
  };
}

function batch({ batch: sent, answers }: Examples): Endpoint {
  return {
    operation: 'batch',
    method: 'post',
    path: '/$batch',
    summary: 'Combine requests',
    description:
      'Each part is answered as if it were sent alone; it has the token of the batch where it has none of its own. A part whose dependsOn names a failed part gets 424.',
    request: { name: 'batchRequest', schema: 'batchRequest', examples: { batch: sent } },
    answers: [
      {
        status: 200,
        description: 'The answers to the parts.',
        schema: 'batchAnswer',
        examples: { batch: answers.batch },
      },
    ],
  };
}

/** The parameters of everything at a path, by name. */
export function parametersAt(path: string): readonly string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).concat('client-request-id');
}

/** A reference to the schema of a body, with examples. */
export function jsonContent(schema: string, examples: Readonly<Record<string, Json>>): Json {
  return {
    'application/json': {
      schema: reference('schemas', schema),
      examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
    },
  };
}
