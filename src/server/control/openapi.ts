import { plannedOperations } from '../../emulator/fault-queue.ts';
import { faults } from '../../emulator/index.ts';

const entity = { type: 'object', required: ['id'], properties: { id: { type: 'string', minLength: 1 } } };
const operationName = { type: 'string', enum: plannedOperations };
const on = { type: 'array', items: operationName };
const wholeNumber = { type: 'integer', minimum: 0 };
const texts = { type: 'object', additionalProperties: { type: 'string' } };

const schemas = {
  Plan: {
    description:
      'A fault for the next requests. Beside these properties it has the options of the fault, such as retryAfter.',
    type: 'object',
    required: ['fault'],
    properties: {
      fault: { type: 'string', enum: Object.keys(faults) },
      on: {
        description: 'The operations that it hits. Default: those of the fault, or every one but requestToken.',
        oneOf: [operationName, { ...on, minItems: 1 }],
      },
      times: { description: 'How many requests get it. Default 1; with chance, all.', type: 'integer', minimum: 1 },
      chance: {
        description: 'How probable it is that a request gets it.',
        type: 'number',
        exclusiveMinimum: 0,
        maximum: 1,
      },
      retryAfter: {
        description:
          'Of throttled and serviceUnavailable: seconds, a date such as 2030-01-01T00:00:00Z, any other text as it is, or null for no header.',
        type: ['integer', 'string', 'null'],
        minimum: 0,
      },
      processed: {
        description: 'Of the faults that leave it unclear: whether the request is processed all the same.',
        type: 'boolean',
      },
      status: { description: 'Of htmlErrorPage.', type: 'integer', minimum: 400, maximum: 599 },
      milliseconds: { description: 'Of slow, which needs it.', ...wholeNumber },
      message: { description: 'Of schemaFailed.', type: 'string' },
    },
    additionalProperties: false,
  },
  Faults: {
    description: 'The planned faults that still hit requests, in the order of planning.',
    type: 'object',
    required: ['faults'],
    properties: {
      faults: {
        type: 'array',
        items: {
          type: 'object',
          required: ['fault', 'used'],
          properties: {
            fault: { type: 'string' },
            on,
            times: {
              description: 'How many more requests get it; absent for a plan without an end.',
              type: 'integer',
              minimum: 1,
            },
            chance: { type: 'number' },
            used: { description: 'How many requests have got it.', ...wholeNumber },
          },
        },
      },
    },
  },
  Connection: {
    description: 'An externalConnection of Graph with its contents. It is put as it is, unchecked.',
    ...entity,
    properties: {
      ...entity.properties,
      schema: {
        type: 'object',
        required: ['properties'],
        properties: { properties: { type: 'array', items: { type: 'object' } } },
      },
      items: { type: 'array', items: entity },
      groups: { type: 'array', items: entity },
    },
  },
  Connections: {
    type: 'object',
    required: ['connections'],
    properties: { connections: { type: 'array', items: { $ref: '#/components/schemas/Connection' } } },
  },
  Violation: {
    type: 'object',
    required: ['rule', 'path', 'message', 'fix', 'source'],
    properties: {
      rule: { type: 'string' },
      path: { type: 'string' },
      message: { type: 'string' },
      fix: { type: 'string' },
      source: { type: 'string' },
    },
  },
  Exchange: {
    description: 'A request and its response, without credentials.',
    type: 'object',
    required: ['at', 'request', 'response', 'violations', 'advisories', 'attempt', 'explanation'],
    properties: {
      at: { type: 'string', format: 'date-time' },
      request: {
        type: 'object',
        required: ['method', 'url', 'headers'],
        properties: { method: { type: 'string' }, url: { type: 'string' }, headers: texts, body: {} },
      },
      response: {
        type: 'object',
        required: ['status', 'headers'],
        properties: {
          status: { description: '0 where the request got no response.', ...wholeNumber },
          headers: texts,
          body: {},
        },
      },
      violations: {
        description: 'The rules that a refused request broke.',
        type: 'array',
        items: { $ref: '#/components/schemas/Violation' },
      },
      advisories: {
        description: 'What the live service would refuse or ignore.',
        type: 'array',
        items: { $ref: '#/components/schemas/Violation' },
      },
      created: { description: 'The connection that the request created.', ...entity },
      attempt: { description: '2 is the first retry.', type: 'integer', minimum: 1 },
      waited: {
        description: 'Whether a retry waited as long as Retry-After asked for, in seconds.',
        type: 'object',
        required: ['asked', 'waited', 'enough'],
        properties: { asked: { type: 'number' }, waited: { type: 'number' }, enough: { type: 'boolean' } },
      },
      fault: { description: 'The fault that decided the response.', type: 'string' },
      seed: wholeNumber,
      parts: { description: 'Of a batch: the exchanges of its parts.', type: 'array', items: { type: 'object' } },
      explanation: { description: 'The exchange in words.', type: 'string' },
    },
  },
  Exchanges: {
    type: 'object',
    required: ['exchanges'],
    properties: { exchanges: { type: 'array', items: { $ref: '#/components/schemas/Exchange' } } },
  },
  Error: {
    type: 'object',
    required: ['error'],
    properties: {
      error: {
        type: 'object',
        required: ['code', 'message'],
        properties: { code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
} as const;

type SchemaName = keyof typeof schemas;

function content(schema: SchemaName) {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } };
}

const refused = { default: { description: 'Refused: why, and what to send instead.', content: content('Error') } };
const done = { 204: { description: 'Done.' }, ...refused };

function returns(status: 200 | 201, description: string, schema: SchemaName) {
  return { [status]: { description, content: content(schema) }, ...refused };
}

/** The OpenAPI document of the control API. */
export const controlApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'Control API of external-connection-testkit serve',
    version: '1.0.0',
    license: { name: 'MIT', identifier: 'MIT' },
    description:
      'Plans faults, reads the journal, puts connections and resets the emulator, from a test in any language. A body must be declared as application/json. Pages of another origin are refused.',
  },
  servers: [{ url: '/' }],
  paths: {
    '/_testkit/faults': {
      get: {
        operationId: 'listFaults',
        summary: 'The planned faults',
        responses: returns(200, 'The plans.', 'Faults'),
      },
      post: {
        operationId: 'planFault',
        summary: 'Plan a fault',
        requestBody: { required: true, content: content('Plan') },
        responses: returns(201, 'Every plan, this one last.', 'Faults'),
      },
      delete: { operationId: 'clearFaults', summary: 'Take back every planned fault', responses: done },
    },
    '/_testkit/reset': {
      post: {
        operationId: 'reset',
        summary: 'Back to the state at the start: empty, or as --load and --fault made it',
        responses: done,
      },
    },
    '/_testkit/exchanges': {
      get: {
        operationId: 'listExchanges',
        summary: 'The journal: the last 1,000 exchanges, oldest first',
        responses: returns(200, 'The exchanges.', 'Exchanges'),
      },
    },
    '/_testkit/connections': {
      get: {
        operationId: 'listConnections',
        summary: 'What is stored, oldest first',
        responses: returns(200, 'The connections.', 'Connections'),
      },
      post: {
        operationId: 'putConnections',
        summary: 'Put connections, which replace those with the same id',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                oneOf: [
                  { $ref: '#/components/schemas/Connections' },
                  { $ref: '#/components/schemas/Connection' },
                  { type: 'array', items: { $ref: '#/components/schemas/Connection' } },
                ],
              },
            },
          },
        },
        responses: returns(201, 'Every connection.', 'Connections'),
      },
    },
  },
  components: { schemas },
} as const;
