import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createEmulator, faults } from '../../src/emulator/index.ts';
import { type RunningServer, startServer } from '../../src/server/index.ts';
import { createRequest } from '../emulator/requests.ts';

const emulator = createEmulator();
let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ emulator, setUp: (graph) => graph.put({ id: 'atstart1', name: 'At the start' }) });
});
beforeEach(() => emulator.reset());
afterAll(() => server.close());

/** Status and parsed body of a request to the control API. */
async function control(method: string, path: string, body?: unknown) {
  const response = await fetch(`${server.url}/_testkit/${path}`, {
    method,
    ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

const create = (body?: object) => fetch(createRequest(body, { url: `${server.url}/v1.0/external/connections` }));

describe('/_testkit/faults', () => {
  test('plans a fault with its options, for an operation and a number of requests', async () => {
    const plan = { fault: 'throttled', retryAfter: 2, on: 'createConnection', times: 2 };

    const planned = await control('POST', 'faults', plan);
    const responses = [await create(), await create(), await create()];

    expect(planned).toEqual({
      status: 201,
      body: { faults: [{ fault: 'throttled', on: ['createConnection'], times: 2, used: 0 }] },
    });
    expect(responses.map(({ status }) => status)).toEqual([429, 429, 201]);
    expect(responses[0]?.headers.get('retry-after')).toBe('2');
  });

  test('plans a fault by chance, which has no end', async () => {
    const { body } = await control('POST', 'faults', { fault: 'badGateway', chance: 1 });
    await create();

    expect(body).toEqual({ faults: [{ fault: 'badGateway', chance: 1, used: 0 }] });
    expect((await control('GET', 'faults')).body).toMatchObject({ faults: [{ used: 1 }] });
  });

  test('takes a date for Retry-After', async () => {
    await control('POST', 'faults', { fault: 'throttled', retryAfter: '2030-01-01T00:00:00Z' });

    expect((await create()).headers.get('retry-after')).toBe('Tue, 01 Jan 2030 00:00:00 GMT');
  });

  test.for(['120', '0.249', 'soon', 'Tue, 01 Jan 2030 00:00:00 GMT'])(
    'sends %j as Retry-After as it is',
    async (text) => {
      await control('POST', 'faults', { fault: 'throttled', retryAfter: text });

      expect((await create()).headers.get('retry-after')).toBe(text);
    },
  );

  test.for([
    ['a byte order mark', 'application/json', Buffer.from('\uFEFF{"fault":"hang"}')],
    ['UTF-16', 'application/json; charset=utf-16', Buffer.from('{"fault":"hang"}', 'utf16le')],
  ] as const)('reads a plan with %s', async ([, type, body]) => {
    const headers = { 'Content-Type': type };

    const response = await fetch(`${server.url}/_testkit/faults`, { method: 'POST', headers, body });

    expect([response.status, ...emulator.unusedFaults.map(({ fault }) => fault)]).toEqual([201, 'hang']);
  });

  test('lists the plans that are left, and takes them back', async () => {
    emulator.plan(faults.hang());

    expect((await control('GET', 'faults')).body).toEqual({ faults: [{ fault: 'hang', times: 1, used: 0 }] });
    expect(await control('DELETE', 'faults')).toEqual({ status: 204 });
    expect((await control('GET', 'faults')).body).toEqual({ faults: [] });
  });

  test.for([
    [{ fault: 'throtled' }, 'There is no fault "throtled". Did you mean "throttled"?'],
    [{ name: 'throttled' }, /^There is no fault in the plan\. Use one of throttled, /],
    [{ fault: 'toString' }, /^There is no fault "toString"\. Use one of throttled, /],
    [{ fault: 'x'.repeat(9000) }, /^There is no fault "x{50,60}… \(9000 characters\)\. Use one of throttled, /],
    [{ fault: 'throttled', retryafter: 2 }, 'faults.throttled has no option "retryafter". Did you mean "retryAfter"?'],
    [{ fault: 'throttled', retryAfter: '2030-13-01' }, /^The option retryAfter is Invalid Date\./],
    [{ fault: 'throttled', times: 0 }, /^The option times is 0\./],
    [{ fault: 'throttled', on: 'creates' }, /^The option on is "creates"\. Use one of the operations/],
    [[], 'The body is not a JSON object. Send JSON such as {"fault":"throttled"'],
  ] as const)('refuses %j with the reason, and plans nothing', async ([plan, reason]) => {
    const { status, body } = await control('POST', 'faults', plan);

    expect([status, body.error.code]).toEqual([400, 'BadRequest']);
    expect(body.error.message).toEqual(
      typeof reason === 'string' ? expect.stringContaining(reason) : expect.stringMatching(reason),
    );
    expect(emulator.unusedFaults).toEqual([]);
  });
});

describe('/_testkit/exchanges', () => {
  test('returns the journal with both bodies, the broken rule and the exchange in words', async () => {
    await create();
    await create({ id: 'contoso-hr' });

    const { status, body } = await control('GET', 'exchanges');

    expect(status).toBe(200);
    expect(body.exchanges).toMatchObject([
      { request: { method: 'POST', body: { id: 'contosohr' } }, response: { status: 201, body: { state: 'draft' } } },
      {
        response: { status: 400 },
        violations: [{ rule: 'id.alphanumeric', path: '/id' }],
        explanation: expect.stringContaining('id must contain only ASCII letters and digits, got "contoso-hr"'),
      },
    ]);
  });

  test('returns no token', async () => {
    await fetch(`${server.url}/v1.0/external/connections`, { headers: { Authorization: 'Bearer CANARYTOKEN99' } });

    expect(JSON.stringify((await control('GET', 'exchanges')).body)).not.toContain('CANARY');
  });

  test('holds no request of the control API itself', async () => {
    await control('GET', 'connections');

    expect((await control('GET', 'exchanges')).body).toEqual({ exchanges: [] });
  });
});

describe('/_testkit/connections', () => {
  const connection = {
    id: 'contosohr',
    name: 'Contoso HR',
    state: 'ready',
    schema: { baseType: 'microsoft.graph.externalItem', properties: [{ name: 'title', type: 'string' }] },
    items: [{ id: 'one', acl: [], properties: { title: 'One' } }],
    groups: [{ id: 'everyone1', members: [{ id: 'all1', type: 'externalGroup' }] }],
  };

  test.for([
    ['one connection', connection],
    ['an array', [connection]],
    ['what GET returns', { connections: [connection] }],
    ['a list of Graph', { value: [connection] }],
  ])('takes %s, and returns the same', async ([, body]) => {
    const put = await control('POST', 'connections', body);

    expect(put).toEqual({ status: 201, body: { connections: [connection] } });
    expect((await control('GET', 'connections')).body).toEqual(put.body);
    expect(emulator.items('contosohr')).toMatchObject([{ id: 'one' }]);
  });

  test.for([[{}], [[{ id: 7 }]], [[{ id: 'contosohr', items: [{}] }]], ['text'], [null]])(
    'refuses %j, and says where',
    async ([body]) => {
      const { status, body: refused } = await control('POST', 'connections', body);

      expect(status).toBe(400);
      expect(refused.error.message).toMatch(/^Cannot read the connections\. ✖ .+\n {2}→ at \[0\]/);
      expect(emulator.connections).toEqual([]);
    },
  );
});

test('/_testkit/reset goes back to the state at the start', async () => {
  await create();
  await control('POST', 'faults', { fault: 'throttled' });

  expect(await control('POST', 'reset')).toEqual({ status: 204 });

  expect(emulator.connections.map(({ id }) => id)).toEqual(['atstart1']);
  expect([emulator.exchanges, emulator.unusedFaults]).toEqual([[], []]);
});

describe('any other path or method', () => {
  test('of the control API gets 404 with the paths, or 405 with the methods', async () => {
    const unknown = await control('GET', 'fault');
    const wrong = await fetch(`${server.url}/_testkit/reset`);

    expect(unknown).toMatchObject({
      status: 404,
      body: { error: { message: expect.stringContaining('/_testkit/faults') } },
    });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test.for(['/_testkit/__proto__', '/_testkit', '/_'])('%s gets 404, and never reaches the emulator', async (path) => {
    expect((await fetch(`${server.url}${path}`)).status).toBe(404);
    expect(emulator.exchanges).toEqual([]);
  });
});

describe('a page of another origin', () => {
  test.for(['faults', 'reset', 'connections'])('changes nothing at /_testkit/%s', async (path) => {
    const send = (headers: Record<string, string>) =>
      fetch(`${server.url}/_testkit/${path}`, { method: 'POST', headers, body: '{"fault":"throttled","id":"evil1"}' });
    emulator.put({ id: 'before1', name: 'Before' });

    const foreign = await send({ 'Content-Type': 'application/json', Origin: 'https://evil.example' });
    const plain = await send({ 'Content-Type': 'text/plain' });

    expect([foreign.status, plain.status]).toEqual([403, 415]);
    expect(emulator.connections.map(({ id }) => id)).toEqual(['before1']);
    expect(emulator.unusedFaults).toEqual([]);
  });
});

describe('/_testkit/openapi.json', () => {
  test('is a valid OpenAPI document with every path and method', async () => {
    const { body: document } = await control('GET', 'openapi.json');

    expect(await new Validator().validate(structuredClone(document))).toEqual({ valid: true });
    for (const [path, item] of Object.entries<object>(document.paths)) {
      const { headers } = await fetch(`${server.url}${path}`, { method: 'PUT' });
      expect(headers.get('allow')?.toLowerCase().split(', ')).toEqual(Object.keys(item));
    }
  });

  test('describes what the server returns', async () => {
    const { body: document } = await control('GET', 'openapi.json');
    const ajv = new Ajv2020({ strict: false, formats: { 'date-time': true } }).addSchema(document, 'document');
    const isA = (name: string, value: unknown) => ajv.validate(`document#/components/schemas/${name}`, value);
    emulator.plan(faults.throttled(), { on: 'createConnection', times: 2 });
    await create();
    await create();
    await create({ id: 'contoso-hr' });
    await create({ id: 'contosohr' });
    await control('POST', 'faults', { fault: 'badGateway', chance: 0.5 });

    for (const [name, path] of [
      ['Exchanges', 'exchanges'],
      ['Connections', 'connections'],
      ['Faults', 'faults'],
    ] as const) {
      expect([isA(name, (await control('GET', path)).body), ajv.errors]).toEqual([true, null]);
    }
    expect(isA('Error', (await control('POST', 'faults', {})).body)).toBe(true);
    expect(isA('Plan', { fault: 'throttled', retryAfter: 2 })).toBe(true);
    expect(isA('Plan', { fault: 'throtled' })).toBe(false);
    const error = { status: 400, code: 'InvalidRequest', message: '', innerError: { code: 'SchemaNotReady' } };
    const withEveryOption = { fault: 'error', ...error, retryAfter: 1, processed: true, on: 'putItem', times: 2 };
    expect((await control('POST', 'faults', withEveryOption)).status).toBe(201);
    expect(isA('Plan', withEveryOption)).toBe(true);
  });
});

describe('the server', () => {
  test('responds at /health and /favicon.ico without an exchange', async () => {
    const health = await fetch(`${server.url}/health`);

    expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
    expect((await fetch(`${server.url}/favicon.ico`)).status).toBe(204);
    expect(emulator.exchanges).toEqual([]);
  });

  test('sends a reason phrase in every status line', async () => {
    const statuses = [
      await create(),
      await create(),
      await fetch(`${server.url}/v1.0/me`),
      await fetch(`${server.url}/_`),
    ];

    expect(statuses.map(({ statusText }) => statusText)).toEqual([
      'Created',
      'Conflict',
      'Not Implemented',
      'Not Found',
    ]);
  });
});
