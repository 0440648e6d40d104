import { plannedOperations } from '../../emulator/fault-queue.ts';
import { faults } from '../../emulator/index.ts';

type ComponentSchemas = Readonly<Record<string, object>>;

const text = { type: 'string' } as const;
const wholeNumber = { type: 'integer', minimum: 0 } as const;
const positiveNumber = { type: 'integer', minimum: 1 } as const;
const probability = { type: 'number', exclusiveMinimum: 0, maximum: 1 } as const;
const described = (description: string, schema: object) => ({ description, ...schema });
const arrayOf = (items: object) => ({ type: 'array', items });
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
/** An object that has all of the one properties, and may have the others. */
const objectOf = (required: ComponentSchemas, optional: ComponentSchemas = {}) => ({
  type: 'object',
  required: Object.keys(required),
  properties: { ...required, ...optional },
});

const entity = objectOf({ id: { ...text, minLength: 1 } });
const operationName = { ...text, enum: plannedOperations };
const headers = { type: 'object', additionalProperties: text };
const waited = { asked: { type: 'number' }, waited: { type: 'number' }, enough: { type: 'boolean' } };

/** The options of a plan and those of faults. */
const planOptions = {
  on: described('The operations that it hits. Default: those of the fault, or every one but requestToken.', {
    oneOf: [operationName, { ...arrayOf(operationName), minItems: 1 }],
  }),
  times: described('How many requests get it. Default 1; with chance, all.', positiveNumber),
  chance: described('How probable it is that a request gets it.', probability),
  retryAfter: described(
    'Of throttled, serviceUnavailable and error: seconds, a date such as 2030-01-01T00:00:00Z, any other text as it is, or null for no header.',
    { type: ['integer', 'string', 'null'], minimum: 0 },
  ),
  processed: described('Of the faults that leave it unclear: whether the request is processed all the same.', {
    type: 'boolean',
  }),
  status: described('Of htmlErrorPage, error and compressionRefused.', { type: 'integer', minimum: 400, maximum: 599 }),
  code: described('Of error.', text),
  innerError: described('Of error: beside the date and the ids of the request.', { type: 'object' }),
  message: described('Of error and schemaFailed.', text),
  milliseconds: described('Of slow, which needs it.', wholeNumber),
};

const planned = objectOf(
  { fault: text, used: described('How many requests have got it.', wholeNumber) },
  {
    on: arrayOf(operationName),
    times: described('How many more requests get it; absent for a plan without an end.', positiveNumber),
    chance: { type: 'number' },
  },
);

const exchange = objectOf(
  {
    at: { ...text, format: 'date-time' },
    request: objectOf({ method: text, url: text, headers }, { body: {} }),
    response: objectOf(
      { status: described('0 where the request got no response.', wholeNumber), headers },
      { body: {} },
    ),
    violations: described('The rules that a refused request broke.', arrayOf(reference('Violation'))),
    advisories: described('What the live service would refuse or ignore.', arrayOf(reference('Violation'))),
    attempt: described('2 is the first retry.', positiveNumber),
    explanation: described('The exchange in words.', text),
  },
  {
    created: described('The connection that the request created.', entity),
    waited: described('Whether a retry waited as long as Retry-After asked for, in seconds.', objectOf(waited)),
    fault: described('The fault that decided the response.', text),
    seed: wholeNumber,
    parts: described('Of a batch: the exchanges of its parts.', arrayOf({ type: 'object' })),
  },
);

const schemas = {
  Plan: described(
    'A fault for the next requests. Beside these properties it has the options of the fault, such as retryAfter.',
    { ...objectOf({ fault: { ...text, enum: Object.keys(faults) } }, planOptions), additionalProperties: false },
  ),
  Faults: described(
    'The planned faults that still hit requests, in the order of planning.',
    objectOf({ faults: arrayOf(planned) }),
  ),
  Connection: described(
    'An externalConnection of Graph with its contents. It is put as it is, unchecked.',
    objectOf(entity.properties, {
      schema: objectOf({ properties: arrayOf({ type: 'object' }) }),
      items: arrayOf(entity),
      groups: arrayOf(entity),
    }),
  ),
  Connections: objectOf({ connections: arrayOf(reference('Connection')) }),
  Violation: objectOf({ rule: text, path: text, message: text, fix: text, source: text }),
  Exchange: described('A request and its response, without credentials.', exchange),
  Exchanges: objectOf({ exchanges: arrayOf(reference('Exchange')) }),
  Error: objectOf({ error: objectOf({ code: text, message: text }) }),
};

const content = (schema: object) => ({ 'application/json': { schema } });
const refused = {
  default: { description: 'Refused: why, and what to send instead.', content: content(reference('Error')) },
};
const done = { 204: { description: 'Done.' }, ...refused };

function returns(status: 200 | 201, schema: keyof typeof schemas) {
  return { [status]: { description: 'Done.', content: content(reference(schema)) }, ...refused };
}

function operation(operationId: string, summary: string, responses: object) {
  return { operationId, summary, responses };
}

function takes(schema: object) {
  return { requestBody: { required: true, content: content(schema) } };
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
      get: operation('listFaults', 'The planned faults', returns(200, 'Faults')),
      post: {
        ...operation('planFault', 'Plan a fault: returns every plan, this one last', returns(201, 'Faults')),
        ...takes(reference('Plan')),
      },
      delete: operation('clearFaults', 'Take back every planned fault', done),
    },
    '/_testkit/reset': {
      post: operation('reset', 'Back to the state at the start: empty, or as --load and --fault made it', done),
    },
    '/_testkit/exchanges': {
      get: operation('listExchanges', 'The journal: the last 1,000 exchanges, oldest first', returns(200, 'Exchanges')),
    },
    '/_testkit/connections': {
      get: operation('listConnections', 'What is stored, oldest first', returns(200, 'Connections')),
      post: {
        ...operation(
          'putConnections',
          'Put connections, which replace those with the same id: returns every connection',
          returns(201, 'Connections'),
        ),
        ...takes({ oneOf: [reference('Connections'), reference('Connection'), arrayOf(reference('Connection'))] }),
      },
    },
  },
  components: { schemas },
} as const;
