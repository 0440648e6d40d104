import {
  createEmulator,
  type Emulator,
  type ProviderStateName,
  providerStates,
  setUpState,
} from 'external-connection-testkit/emulator';
import { describe, expect, test } from 'vitest';
import { createRequest, requestTo, schema } from './requests.ts';

const operationId = '11111111-2222-4333-8444-555555555555';

/** An emulator in one state. */
function emulatorIn(name: ProviderStateName, params: Record<string, unknown> = {}): Emulator {
  const emulator = createEmulator({ profile: 'documented' });
  setUpState(emulator, { name, params });
  return emulator;
}

describe('the state "no connection has the id"', () => {
  test('lets a create succeed, though the connection was put before', async () => {
    const emulator = createEmulator({ profile: 'documented' });
    emulator.put({ id: 'ContosoHR' });

    setUpState(emulator, { name: 'no connection has the id', params: { id: 'contosohr' } });

    expect((await emulator.fetch(createRequest())).status).toBe(201);
  });

  test('keeps the connections that other states of the interaction made', () => {
    const emulator = emulatorIn('a connection exists', { id: 'parts' });

    setUpState(emulator, { name: 'no connection has the id', params: { id: 'contosohr' } });

    expect(emulator.connections.map(({ id }) => id)).toEqual(['parts']);
  });
});

describe('the state "a connection exists"', () => {
  test('has the connection as a create would leave it', async () => {
    const created = createEmulator({ profile: 'documented' });
    await created.fetch(createRequest());

    const emulator = emulatorIn('a connection exists', {
      id: 'contosohr',
      name: 'Contoso HR',
      description: 'Connection to index Contoso HR system',
    });

    expect(emulator.connections).toEqual(created.connections);
  });

  test('names the connection after its id, where the pact names none', () => {
    const emulator = emulatorIn('a connection exists', { id: 'contosohr' });

    expect(emulator.connections).toMatchObject([{ id: 'contosohr', name: 'contosohr', description: null }]);
  });

  test('has no schema', async () => {
    const emulator = emulatorIn('a connection exists', { id: 'contosohr' });

    expect((await emulator.fetch(requestTo('/contosohr/schema'))).status).toBe(404);
  });
});

describe('the state "a schema registration is in progress"', () => {
  const name = 'a schema registration is in progress';

  test('has the operation under the id that the pact gives', async () => {
    const emulator = emulatorIn(name, { id: 'contosohr', operationId });

    const response = await emulator.fetch(requestTo(`/contosohr/operations/${operationId}`));

    expect(await response.json()).toMatchObject({ id: operationId, status: 'inprogress', error: null });
  });

  test('has a draft connection, whose schema can be read and not be registered again', async () => {
    const emulator = emulatorIn(name, { id: 'contosohr', operationId });

    const read = await emulator.fetch(requestTo('/contosohr/schema'));
    const again = await emulator.fetch(requestTo('/contosohr/schema', { method: 'PATCH', body: schema }));

    expect(emulator.connections).toMatchObject([{ state: 'draft' }]);
    expect([read.status, again.status]).toEqual([200, 409]);
  });

  test('returns the ids of the connection and of the operation', () => {
    const values = setUpState(createEmulator({ profile: 'documented' }), {
      name,
      params: { id: 'contosohr', operationId },
    });

    expect(values).toEqual({ id: 'contosohr', name: 'contosohr', operationId });
  });
});

describe('the state "a schema is registered"', () => {
  test('has a ready connection and a completed operation', async () => {
    const emulator = emulatorIn('a schema is registered', { id: 'contosohr', operationId });

    const response = await emulator.fetch(requestTo(`/contosohr/operations/${operationId}`));

    expect(emulator.connections).toMatchObject([{ id: 'contosohr', state: 'ready' }]);
    expect(await response.json()).toMatchObject({ id: operationId, status: 'completed' });
  });

  test('has the smallest schema by which people find something', async () => {
    const emulator = emulatorIn('a schema is registered', { id: 'contosohr', operationId });

    const response = await emulator.fetch(requestTo('/contosohr/schema'));

    expect(await response.json()).toMatchObject({
      properties: [{ name: 'title', type: 'string', isSearchable: true, isRetrievable: true, labels: ['title'] }],
    });
  });

  test('has a schema that Graph would take', async () => {
    const emulator = emulatorIn('a schema is registered', { id: 'contosohr', operationId });
    const { baseType, properties } = await (await emulator.fetch(requestTo('/contosohr/schema'))).json();

    const response = await emulator.fetch(
      requestTo('/contosohr/schema', { method: 'PATCH', body: { baseType, properties } }),
    );

    expect(response.status).toBe(202);
  });
});

describe('a state of a bad day', () => {
  test.for([
    ['Graph throttles the next request', { retryAfter: 7 }, 429],
    ['Graph is unavailable for the next request', {}, 503],
    ['the caller lacks the permission', {}, 403],
  ] as const)('%s: one request meets it, the next one does not', async ([name, params, status]) => {
    const emulator = emulatorIn(name, params);

    const first = await emulator.fetch(createRequest());
    const second = await emulator.fetch(createRequest());

    expect([first.status, second.status]).toEqual([status, 201]);
    expect(emulator.exchanges.map((exchange) => exchange.fault)).toEqual([expect.stringMatching(/./), undefined]);
  });

  test('throttles for as many seconds as the pact says', async () => {
    const emulator = emulatorIn('Graph throttles the next request', { retryAfter: 7 });

    expect((await emulator.fetch(createRequest())).headers.get('Retry-After')).toBe('7');
  });
});

describe('each state', () => {
  test.for(providerStates)('%s starts from an empty tenant after a request', async (name) => {
    const emulator = createEmulator({ profile: 'documented' });
    await emulator.fetch(createRequest({ id: 'leftover' }));

    setUpState(emulator, { name });

    expect(emulator.connections.map(({ id }) => id)).not.toContain('leftover');
    expect(emulator.exchanges).toEqual([]);
  });

  test('adds to the one before, for an interaction may have several', async () => {
    const emulator = emulatorIn('a connection exists', { id: 'contosohr' });

    setUpState(emulator, { name: 'Graph throttles the next request' });

    const responses = [await emulator.fetch(requestTo('/contosohr')), await emulator.fetch(requestTo('/contosohr'))];
    expect(responses.map(({ status }) => status)).toEqual([429, 200]);
  });

  test('gives the same bytes whatever was asked before', async () => {
    const emulator = createEmulator({ profile: 'documented', now: () => new Date(0) });
    const ask = async () => {
      setUpState(emulator, { name: 'a connection exists', params: { id: 'contosohr' } });
      const response = await emulator.fetch(requestTo('/contosohr'));
      return [...response.headers, await response.text()].join('\n');
    };

    expect(await ask()).toBe(await ask());
  });
});

test('the empty name stands for an empty tenant', async () => {
  const emulator = createEmulator({ profile: 'documented' });
  await emulator.fetch(createRequest());

  expect(setUpState(emulator, { name: '' })).toEqual({});
  expect(emulator.connections).toEqual([]);
});

test('an unknown state is refused with the known ones', () => {
  expect(() => setUpState(createEmulator({ profile: 'documented' }), { name: 'toString' })).toThrow(
    new TypeError(
      'There is no provider state "toString". Use one of "no connection has the id", "a connection exists", "a schema registration is in progress", "a schema is registered", "an item exists", "a group exists", "Graph throttles the next request", "Graph is unavailable for the next request", "the caller lacks the permission".',
    ),
  );
});

test.for([
  ['no connection has the id', { id: 'contosohr' }],
  ['a connection exists', { id: 'contosohr', name: 'contosohr' }],
  ['Graph throttles the next request', { retryAfter: '10' }],
  ['Graph is unavailable for the next request', {}],
] as const)('%s without params has defaults and returns %j', ([name, values]) => {
  expect(setUpState(createEmulator({ profile: 'documented' }), { name })).toEqual(values);
});

test.for([
  ['a connection exists', { ID: 'x' }, 'The provider state has no param "ID". Did you mean "id"?'],
  [
    'a schema is registered',
    { operationID: '7' },
    'The provider state has no param "operationID". Did you mean "operationId"?',
  ],
  ['no connection has the id', { name: 'x' }, 'The provider state has no param "name". It has id.'],
  ['Graph throttles the next request', { seconds: 7 }, 'The provider state has no param "seconds". It has retryAfter.'],
  ['the caller lacks the permission', { id: 'x' }, 'The provider state has no param "id". It has none.'],
  ['a connection exists', { id: 'contosohr', name: 7 }, 'The option params.name is 7. Use a text.'],
  ['Graph throttles the next request', { retryAfter: 'soon' }, 'The option params.retryAfter is "soon". Use'],
] as const)('%s with %j is refused', ([name, params, message]) => {
  expect(() => setUpState(createEmulator({ profile: 'documented' }), { name, params })).toThrow(message);
});

test('an operation for which the pact gives no id has one of its own', () => {
  const values = setUpState(createEmulator({ profile: 'documented' }), {
    name: 'a schema is registered',
    params: { id: 'contosohr' },
  });

  expect(values.operationId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});
