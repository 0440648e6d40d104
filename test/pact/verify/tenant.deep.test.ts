import { createEmulator, type Emulator, type EmulatorOptions, faults } from 'external-connection-testkit/emulator';
import {
  planVerification,
  VerificationError,
  type VerificationResults,
  type VerifyOptions,
  verifyProvider,
} from 'external-connection-testkit/pact';
import { startServer } from 'external-connection-testkit/server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serveHandler } from '../../../src/server/serve-handler.ts';
import { found, jsonBody, jsonFile, pactFile } from './pact-file.ts';

const shipped = 'pacts/external-connection-testkit-microsoft-graph-external-connections-v1.0.json';

/** An emulator that plays the tenant, and how to verify it. */
async function tenantOf(options: EmulatorOptions = {}) {
  const emulator = createEmulator({ profile: 'live', ...options });
  const { url, close } = await startServer({ emulator });
  onTestFinished(close);
  const verify = (own: Partial<VerifyOptions>) =>
    verifyProvider({
      graphUrl: url,
      accessToken: 'canary-access-token',
      tenant: { waitMs: 5_000, pollMs: 20 },
      ...own,
    });
  return { emulator, url, verify };
}

/** The methods and ids of what was written. */
function writtenIn(emulator: Emulator): readonly string[] {
  return emulator.exchanges
    .filter(({ request }) => request.method !== 'GET')
    .map(({ request }) => `${request.method} ${new URL(request.url).pathname}`);
}

function reasonOf({ interactions }: VerificationResults, description: string): string | undefined {
  return interactions.find((result) => result.description === description)?.reason;
}

const creation = {
  description: 'a create',
  providerStates: [{ name: 'no connection has the id', params: { id: 'contosohr' } }],
  request: {
    method: 'POST',
    path: '/v1.0/external/connections',
    headers: { Authorization: ['Bearer fake-access-token'], 'Content-Type': ['application/json'] },
    body: jsonBody({ id: 'contosohr', name: 'Contoso HR' }),
  },
  response: { status: 201 },
};

describe('in a tenant', () => {
  test('the shipped contract holds, and nothing is left behind, though deletions take a while', async () => {
    const { emulator, verify } = await tenantOf({ deleteDelay: 50, idReleaseDelay: 50, schemaDelay: 60_000 });

    const { totals } = await verify({ pacts: [shipped] });

    expect(totals).toEqual({ passed: 20, failed: 0, pending: 0, skipped: 9 });
    expect(emulator.connections).toEqual([]);
  });

  test('faults are skipped, for a tenant cannot be made to fail', async () => {
    const { verify } = await tenantOf({ schemaDelay: 60_000 });

    const results = await verify({ pacts: [shipped] });

    expect(reasonOf(results, 'a create that is throttled')).toBe(
      'a tenant cannot be brought into the state "Graph throttles the next request"',
    );
  });

  test('what waits for a schema takes place where the caller says so', async () => {
    const { emulator, verify } = await tenantOf({ schemaDelay: 50 });
    const pacts = [pactFile([{ providerStates: [{ name: 'a schema is registered', params: { id: 'contosohr' } }] }])];

    const { totals } = await verify({ pacts, tenant: { unsafe: true, waitMs: 5_000, pollMs: 20 } });

    expect(totals.passed).toBe(1);
    expect(emulator.connections).toEqual([]);
  });

  test('the token takes the place of the placeholder, and a request without a token stays without', async () => {
    const { emulator, verify } = await tenantOf();
    const tokens: (string | null)[] = [];
    const { url, close } = await serveHandler(async (request) => {
      tokens.push(request.headers.get('authorization'));
      return await emulator.fetch(request);
    });
    onTestFinished(close);
    const withoutToken = {
      ...creation,
      description: 'no token',
      request: { ...creation.request, headers: { 'Content-Type': ['application/json'] } },
      response: { status: 401 },
    };

    await verify({ graphUrl: url, pacts: [pactFile([creation, withoutToken])] });

    expect([...new Set(tokens)]).toEqual(['Bearer canary-access-token', null]);
  });

  test.for([
    ['a connection exists', '/v1.0/external/connections/contosohr'],
    ['a group exists', '/v1.0/external/connections/contosohr/groups/31bea3d537902000'],
  ] as const)(
    'the state "%s" without params has the defaults of the emulator, and returns them',
    async ([name, path]) => {
      const { emulator, verify } = await tenantOf();
      const generators = { path: { type: 'ProviderState', expression: path.replace('contosohr', '${id}') } };
      const example = path.replace('contosohr', 'example');
      const interactions = [
        { providerStates: [{ name }], request: { ...found.request, path } },
        { description: 'other', providerStates: [{ name }], request: { ...found.request, path: example, generators } },
      ];

      const results = await verify({ pacts: [pactFile(interactions)] });

      expect(results.interactions.map(({ exchange }) => exchange)).toEqual([
        `GET ${path} got 200`,
        `GET ${path} got 200`,
      ]);
      expect(emulator.connections).toEqual([]);
    },
  );

  test('a connection whose id is unknown is not created', async () => {
    const { emulator, verify } = await tenantOf();
    const nameless = { ...creation.request, body: jsonBody({ name: 'Contoso HR' }) };
    const pacts = [pactFile([{ ...creation, providerStates: [], request: nameless }])];

    await expect(verify({ pacts })).rejects.toThrow('a create: it may create a connection of an unknown id');
    expect(emulator.exchanges).toEqual([]);
  });

  test('a connection that no state creates is not changed', async () => {
    const { emulator, verify } = await tenantOf();
    const pacts = [pactFile([{ providerStates: [], request: { ...found.request, method: 'DELETE' } }])];

    await expect(verify({ pacts })).rejects.toThrow('it changes a connection that no state creates');
    expect(emulator.exchanges).toEqual([]);
  });
});

describe('a connection that was there before', () => {
  test('survives, whatever the pact says of it', async () => {
    const { emulator, verify } = await tenantOf();
    emulator.put({ id: 'ContosoHR', name: 'precious' });

    const results = await verify({ pacts: [shipped] });

    expect(emulator.connections).toEqual([{ id: 'ContosoHR', name: 'precious' }]);
    expect(writtenIn(emulator)).toEqual(['POST /v1.0/external/connections']);
    expect(reasonOf(results, 'the deletion of a connection')).toBe(
      'the tenant has a connection "contosohr" already, and it is left alone',
    );
  });

  test('survives where the caller lets unsafe interactions through', async () => {
    const { emulator, verify } = await tenantOf();
    emulator.put({ id: 'contosohr', name: 'precious' });
    const pacts = [pactFile([{ providerStates: [], request: { ...found.request, method: 'DELETE' } }])];

    const verification = verify({ pacts, tenant: { unsafe: true, pollMs: 20 } });

    await expect(verification).rejects.toThrow('the tenant has a connection "contosohr" already');
    expect(writtenIn(emulator)).toEqual([]);
  });

  test('survives where the token may not see it', async () => {
    const { emulator, verify } = await tenantOf();
    emulator.plan({ name: 'hidden', stage: 'instead', change: (_, error) => error('connectionUnknown') });
    emulator.put({ id: 'contosohr', name: 'precious' });

    await verify({ pacts: [pactFile([creation])] }).catch(() => {});

    expect(emulator.connections).toMatchObject([{ name: 'precious' }]);
    expect(writtenIn(emulator)).toEqual(['POST /v1.0/external/connections']);
  });
});

describe('what the run created is deleted', () => {
  test('after an interaction that fails', async () => {
    const { emulator, verify } = await tenantOf({ deleteDelay: 50 });
    const pacts = [pactFile([{ ...creation, response: { status: 418 } }])];

    await expect(verify({ pacts })).rejects.toBeInstanceOf(VerificationError);

    expect(emulator.connections).toEqual([]);
  });

  test('after a create that got 503 and yet done', async () => {
    const { emulator, verify } = await tenantOf();
    emulator.plan(faults.brokenCard());

    await verify({ pacts: [pactFile([creation])] }).catch(() => {});

    // The second POST is the retry, whose 409 shows that the first one was stored.
    expect(writtenIn(emulator)).toEqual([
      'POST /v1.0/external/connections',
      'POST /v1.0/external/connections',
      'DELETE /v1.0/external/connections/contosohr',
    ]);
    expect(emulator.connections).toEqual([]);
  });

  test('after a run that was stopped in the middle', async () => {
    const { emulator, verify } = await tenantOf();
    const stop = new AbortController();
    emulator.plan(faults.slow({ milliseconds: 300 }), { on: 'createConnection' });
    const verification = verify({ pacts: [pactFile([creation])], signal: stop.signal });
    await expect.poll(() => emulator.connections.length, { timeout: 15_000, interval: 10 }).toBe(1);

    stop.abort(new Error('Enough.'));

    await expect(verification).rejects.toThrow('Enough.');
    expect(emulator.connections).toEqual([]);
  });

  test('by many tries where Graph is busy', async () => {
    const { emulator, verify } = await tenantOf();
    emulator.plan(faults.throttled({ retryAfter: 0 }), { on: 'deleteConnection', times: 3 });

    await verify({ pacts: [pactFile([creation])] });

    expect(emulator.connections).toEqual([]);
  });

  test('or is named where that fails', async () => {
    const { emulator, verify } = await tenantOf();
    emulator.plan(faults.serviceUnavailable(), { on: 'deleteConnection', times: Number.POSITIVE_INFINITY });

    const { notices } = await verify({ pacts: [pactFile([creation])], tenant: { waitMs: 100, pollMs: 20 } });

    expect(notices).toEqual([
      expect.stringMatching(
        /^The connection "contosohr" may be left in the tenant: http:\S+ responded 503, and a retry/,
      ),
    ]);
  });
});

test('what cannot be deleted is tried before the next interaction and at the end, and no more', async () => {
  const { emulator, verify } = await tenantOf();
  emulator.plan(faults.internalServerError(), { on: 'deleteConnection', times: Number.POSITIVE_INFINITY });
  const creations = ['one', 'two', 'three', 'four'].map((description) => ({ ...creation, description }));

  await expect(verify({ pacts: [pactFile(creations)] })).rejects.toMatchObject({
    results: { totals: { passed: 1, failed: 3 } },
  });

  expect(writtenIn(emulator).filter((line) => line.startsWith('DELETE'))).toHaveLength(6);
});

describe('a tenant that asks to wait', () => {
  /** A clock that stands still but for the waiting, which takes no time; and what was waited for. */
  function clockOf() {
    const waits: number[] = [];
    let time = Date.parse('2026-11-24T09:00:00Z');
    const now = () => new Date(time);
    const sleep = async (milliseconds: number) => {
      waits.push(milliseconds);
      time += milliseconds;
    };
    return { now, sleep, waits };
  }

  test.for([
    ['a look', faults.throttled({ retryAfter: 7 }), 'getConnection'],
    ['a create', faults.throttled({ retryAfter: 7 }), 'createConnection'],
    ['a deletion', faults.serviceUnavailable({ retryAfter: 7 }), 'deleteConnection'],
    ['a request of the pact', faults.serviceUnavailable({ retryAfter: 7 }), 'listConnections'],
    ['a look until a date', faults.throttled({ retryAfter: new Date('2026-11-24T09:00:07Z') }), 'getConnection'],
  ] as const)('before %s is asked again then, and the contract holds', async ([, fault, on]) => {
    const { emulator, verify } = await tenantOf();
    const { now, sleep, waits } = clockOf();
    const list = { ...found, description: 'a list', request: { ...found.request, path: '/v1.0/external/connections' } };
    emulator.plan(fault, { on });

    const { totals } = await verify({
      pacts: [pactFile([creation, list])],
      tenant: { waitMs: 60_000, pollMs: 1000, now, sleep },
    });

    expect(totals).toMatchObject({ passed: 2, failed: 0 });
    expect(waits).toEqual([7000]);
    expect(emulator.connections).toEqual([]);
  });

  test('beyond the time limit is not waited for', async () => {
    const { emulator, verify } = await tenantOf();
    const { now, sleep, waits } = clockOf();
    emulator.plan(faults.throttled({ retryAfter: 61 }));

    const verification = verify({
      pacts: [pactFile([creation])],
      tenant: { waitMs: 60_000, pollMs: 1000, now, sleep },
    });

    await expect(verification).rejects.toThrow('responded 429, and a retry would have to wait 61 s more');
    expect(waits).toEqual([]);
    expect(emulator.exchanges).toHaveLength(1);
  });
});

test('a token that may not read is reported before anything is written', async () => {
  const { emulator, verify } = await tenantOf();
  emulator.plan({ name: 'denied', stage: 'instead', change: (_, error) => error('accessDenied') });

  await expect(verify({ pacts: [pactFile([creation])] })).rejects.toThrow(
    'the response is 403. Use a token that has not expired and may read connections',
  );
  expect(writtenIn(emulator)).toEqual([]);
});

test('a plan names what would be sent, and sends nothing', async () => {
  const { emulator, url } = await tenantOf();

  const { steps } = planVerification({
    graphUrl: url,
    accessToken: 'canary-access-token',
    pacts: [pactFile([{}, creation])],
  });

  expect(steps.map((step) => `${step.method} ${step.url.slice(url.length)} ${JSON.stringify(step.body)}`)).toEqual([
    'GET /v1.0/external/connections/contosohr undefined',
    'POST /v1.0/external/connections {"id":"contosohr","name":"Contoso HR"}',
    'GET /v1.0/external/connections/contosohr undefined',
    'DELETE /v1.0/external/connections/contosohr undefined',
    'POST /v1.0/external/connections {"id":"contosohr","name":"Contoso HR"}',
    'DELETE /v1.0/external/connections/contosohr undefined',
  ]);
  expect(JSON.stringify(steps)).not.toContain('canary');
  expect(emulator.exchanges).toEqual([]);
});

test('a plan prepares the states of every pact in the version of the first, as a verification does', async () => {
  const { emulator, url, verify } = await tenantOf();
  const path = '/beta/external/connections/contosohr';
  const pacts = [pactFile([creation]), pactFile([{ request: { ...found.request, path } }])];

  const { steps } = planVerification({ graphUrl: url, accessToken: 'canary-access-token', pacts });
  await verify({ pacts });

  const written = steps
    .filter(({ method }) => method !== 'GET')
    .map((step) => `${step.method} ${step.url.slice(url.length)}`);
  expect(written).toEqual(writtenIn(emulator));
});

test('a plan has the body of each request of a state, also for a pact of specification 3', () => {
  const params = { id: 'contosohr', itemId: 'it-1' };
  const body = { acl: [], content: { value: 'text', type: 'text' } };
  const request = { method: 'PUT', path: '/v1.0/external/connections/contosohr/items/it-1', body };
  const interaction = { description: 'a new item', providerStates: [{ name: 'an item exists', params }], request };
  const names = { consumer: { name: 'hr' }, provider: { name: 'graph' } };

  const { steps } = planVerification({
    graphUrl: 'https://graph.microsoft.com',
    accessToken: 'canary-access-token',
    pacts: [jsonFile({ ...names, interactions: [interaction], metadata: { pactSpecification: { version: '3.0.0' } } })],
    tenant: { unsafe: true },
  });

  expect(steps).toMatchObject([
    { method: 'GET' },
    { method: 'POST', body: { id: 'contosohr', name: 'contosohr' } },
    { method: 'PATCH', body: { baseType: 'microsoft.graph.externalItem' } },
    { method: 'PUT', body: { properties: { title: 'Error in the payment gateway' } } },
    { method: 'PUT', body },
    { method: 'DELETE' },
  ]);
});

test.for([
  [{ emulator: createEmulator() }, 'The option graphUrl is undefined. Use the root of the provider.'],
  [
    { graphUrl: 'http://127.0.0.1:3000', broker: { url: 'http://127.0.0.1:9292' }, pacts: [] },
    'The option pacts is an empty array. Use pact files.',
  ],
] as const)('a plan that needs what the options %o lack is refused', ([options, message]) => {
  expect(() => planVerification({ pacts: [pactFile([{}])], ...options })).toThrow(new TypeError(message));
});
