import { describe, expect, test, vi } from 'vitest';
import { createEmulator, type Emulator, faults } from '../../src/emulator/index.ts';
import { createRequest, requestTo, schema, stoppedClock } from './requests.ts';

interface RegisterOptions {
  readonly method?: string;
  readonly version?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function register(graph: Emulator, options: RegisterOptions = {}): Promise<Response> {
  return graph.fetch(requestTo('/contosohr/schema', { method: 'PATCH', body: schema, ...options }));
}

async function tenant(options: Parameters<typeof createEmulator>[0] = {}): Promise<Emulator> {
  const graph = createEmulator(options);
  await graph.fetch(createRequest());
  return graph;
}

/** Reads what a Location header names, as a client does that polls it. */
function follow(graph: Emulator, { headers }: Response): Promise<Response> {
  return graph.fetch(new Request(headers.get('location') ?? '', requestTo('')));
}

async function stateOf(graph: Emulator): Promise<unknown> {
  const response = await graph.fetch(requestTo('/contosohr?$select=state'));
  const { state } = (await response.json()) as { state?: unknown };
  return state;
}

describe('a registration', () => {
  test.for(['beta', 'v1.0'])('on %s gets 202 with the URL of an operation and no body', async (version) => {
    const response = await register(await tenant(), { version });

    const url = `https://graph.microsoft.com/${version}/external/connections/contosohr/operations/`;
    const location = response.headers.get('location') ?? '';
    expect([response.status, await response.text()]).toEqual([202, '']);
    expect(location.slice(0, url.length)).toBe(url);
    // As captured: 1.weu-b.0251D560C889F660594C3F098392B322.98B2D9481B87CDDEBDF3DABCB52A9D22
    expect(location.slice(url.length)).toMatch(/^1\.weu-b\.[0-9A-F]{32}\.[0-9A-F]{32}$/);
  });

  test.for([{ profile: 'documented' }, { operationIds: 'guid' }] as const)(
    'has a GUID as the id of its operation with %o',
    async (options) => {
      const response = await register(await tenant(options));

      expect(response.headers.get('location')).toMatch(/\/operations\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    },
  );

  test.for([
    [0, 'inprogress', 'draft'],
    [299_999, 'inprogress', 'draft'],
    [300_000, 'completed', 'ready'],
  ] as const)(
    'that takes 5 minutes is, after %i ms, %s, and its connection %s',
    async ([milliseconds, status, state]) => {
      const { now, advance } = stoppedClock();
      const graph = await tenant({ now, schemaDelay: 300_000 });
      const registration = await register(graph);

      advance(milliseconds);

      const operation = await follow(graph, registration);
      expect(await operation.json()).toEqual({
        '@odata.context':
          "https://graph.microsoft.com/beta/$metadata#external/connections('contosohr')/operations/$entity",
        id: registration.headers.get('location')?.split('/').at(-1),
        status,
        error: null,
      });
      expect(await stateOf(graph)).toBe(state);
      expect(graph.connections).toMatchObject([{ state }]);
    },
  );

  test('can be read while it is in progress', async () => {
    const graph = await tenant({ now: stoppedClock().now, schemaDelay: 1000 });
    await register(graph);

    const response = await graph.fetch(requestTo('/contosohr/schema'));

    expect(await response.json()).toEqual({
      '@odata.context': "https://graph.microsoft.com/beta/$metadata#external/connections('contosohr')/schema/$entity",
      baseType: 'microsoft.graph.externalItem',
      properties: [{ name: 'ticketTitle', type: 'string', isSearchable: true, isRetrievable: true, labels: ['title'] }],
    });
  });

  test('is refused with 409 while another runs, and accepted afterwards', async () => {
    const { now, advance } = stoppedClock();
    const graph = await tenant({ now, schemaDelay: 1000 });
    const other = { ...schema, properties: [{ name: 'assignee', type: 'string' }] };
    await register(graph);

    const early = await register(graph, { body: other });
    const kept = await (await graph.fetch(requestTo('/contosohr/schema'))).json();
    advance(1000);
    const late = await register(graph, { body: other });

    expect([early.status, late.status]).toEqual([409, 202]);
    expect(await early.json()).toMatchObject({
      error: { code: 'NameAlreadyExists', message: 'The specified resource name already exists' },
    });
    expect(kept).toMatchObject(schema);
    expect(graph.exchanges[2]?.violations).toMatchObject([{ rule: 'schema.oneAtATime', path: 'path' }]);
    expect(await (await graph.fetch(requestTo('/contosohr/schema'))).json()).toMatchObject(other);
    expect(await stateOf(graph)).toBe('ready');
  });

  test('leaves its earlier operations where they can be polled', async () => {
    const graph = await tenant();
    const first = await register(graph);
    await register(graph);

    const response = await follow(graph, first);

    expect(await response.json()).toMatchObject({ status: 'completed' });
  });

  test('that breaks a rule is refused with 400, and leaves no schema and no operation', async () => {
    const graph = await tenant();

    const response = await register(graph, { body: { ...schema, baseType: 'microsoft.graph.message' } });

    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
    expect(graph.exchanges[1]?.violations).toMatchObject([{ rule: 'baseType.value', path: '/baseType' }]);
    expect((await graph.fetch(requestTo('/contosohr/schema'))).status).toBe(404);
    expect(await stateOf(graph)).toBe('draft');
  });

  test('does not bring a connection back below its limit', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.put({ id: 'contosohr', state: 'limitExceeded' });

    await register(graph);

    expect(await stateOf(graph)).toBe('limitExceeded');
  });
});

describe('a registration by POST, the older verb', () => {
  test.for([{ Prefer: 'respond-async' }, {}])('with %o gets 202 with Location', async (headers) => {
    const response = await register(await tenant(), { method: 'POST', headers });

    expect(response.status).toBe(202);
    expect(response.headers.get('location')).toContain('/contosohr/operations/');
    expect(await response.text()).toBe('');
  });
});

describe('members of enums that are hidden by default', () => {
  const hidden = { name: 'folder', type: 'principal', labels: ['containerName'] };
  const body = { ...schema, properties: [hidden, { name: 'title', type: 'string', labels: ['url'] }] };

  test.for([
    ['are unknownFutureValue', {}, 'unknownFutureValue', ['unknownFutureValue']],
    [
      'are shown with Prefer: include-unknown-enum-members',
      { Prefer: 'include-unknown-enum-members' },
      'principal',
      ['containerName'],
    ],
  ] as const)('%s', async ([, headers, type, labels]) => {
    const graph = await tenant();
    await register(graph, { body });

    const response = await graph.fetch(requestTo('/contosohr/schema', { headers }));

    expect(await response.json()).toMatchObject({
      properties: [
        { name: 'folder', type, labels },
        { name: 'title', type: 'string', labels: ['url'] },
      ],
    });
  });
});

describe('a schema that was registered on beta', () => {
  const body = {
    '@odata.type': 'microsoft.graph.externalConnectors.schema',
    baseType: 'microsoft.graph.externalItem',
    properties: [{ name: 'code', type: 'string', isExactMatchRequired: true, rankingHint: { importanceScore: 'low' } }],
  };

  test('shows on v1.0 none of the members of beta', async () => {
    const graph = await tenant({ profile: 'live' });
    await register(graph, { body });

    const response = await graph.fetch(requestTo('/contosohr/schema', { version: 'v1.0' }));

    expect(await response.json()).toEqual({
      '@odata.context': "https://graph.microsoft.com/v1.0/$metadata#external/connections('contosohr')/schema/$entity",
      baseType: 'microsoft.graph.externalItem',
      properties: [{ name: 'code', type: 'string' }],
    });
  });
});

describe('404', () => {
  test.for([
    ['the schema of a draft', 'GET', '/schema', 'ItemNotFound', 'schema.exists'],
    ['the deletion of a schema', 'DELETE', '/schema', 'UnknownError', 'schema.permanent'],
    ['an unknown operation', 'GET', '/operations/1', 'ItemNotFound', 'operation.exists'],
  ] as const)('responds to %s', async ([, method, path, code, rule]) => {
    const graph = await tenant();

    const response = await graph.fetch(requestTo(`/contosohr${path}`, { method }));

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code } });
    expect(graph.exchanges[1]?.violations).toMatchObject([{ rule }]);
  });

  test('returns the operation of another connection', async () => {
    const graph = await tenant();
    await graph.fetch(createRequest({ id: 'other1' }));
    const { headers } = await register(graph);

    const response = await graph.fetch(
      new Request((headers.get('location') ?? '').replace('contosohr', 'other1'), requestTo('')),
    );

    expect(response.status).toBe(404);
  });
});

test('a connection that was put back to draft stays so until its newest registration is done', async () => {
  const { now, advance } = stoppedClock();
  const graph = await tenant({ now, schemaDelay: 1000 });
  await register(graph);
  advance(1000);
  await register(graph);
  for (const connection of graph.connections) graph.put({ ...connection, state: 'draft' });

  const early = await stateOf(graph);
  advance(1000);

  expect([early, await stateOf(graph)]).toEqual(['draft', 'ready']);
});

describe('a refusal names its rule and the connection', () => {
  test.for([
    ['PATCH', '/obsolete/schema', 'state.writable', 'obsolete'],
    ['GET', '/contosohr/schema', 'schema.exists', 'contosohr'],
    ['GET', '/nowhere/schema', 'connection.exists', 'nowhere'],
    ['DELETE', '/contosohr/schema', 'schema.permanent', 'contosohr'],
    ['GET', '/contosohr/operations/1', 'operation.exists', '1'],
    ['GET', '/nowhere/operations/1', 'connection.exists', 'nowhere'],
  ] as const)('%s %s: %s', async ([method, path, rule, value]) => {
    const graph = await tenant();
    graph.put({ id: 'obsolete', state: 'obsolete' });

    await graph.fetch(requestTo(path, { method, ...(method === 'PATCH' && { body: schema }) }));

    expect(graph.exchanges.at(-1)?.violations).toMatchObject([{ rule, path: 'path', value }]);
  });

  test('where one operation is known, and another is asked for', async () => {
    const graph = await tenant();
    await register(graph);

    const response = await graph.fetch(requestTo('/contosohr/operations/1'));

    expect(response.status).toBe(404);
  });

  test('on v1.0 for a property of beta, in profile documented', async () => {
    const graph = await tenant({ profile: 'documented', onAdvisory: () => {} });
    const properties = [{ name: 'title', type: 'string', rankingHint: { importanceScore: 'high' } }];

    const responses = [];
    for (const version of ['beta', 'v1.0']) {
      responses.push((await register(graph, { version, body: { ...schema, properties } })).status);
    }

    expect(responses).toEqual([202, 400]);
  });
});

test('a property of beta is accepted on v1.0 in profile live, with an advisory', async () => {
  const onAdvisory = vi.fn();
  const graph = await tenant({ onAdvisory });
  const properties = [{ name: 'title', type: 'string', rankingHint: { importanceScore: 'high' } }];

  const response = await register(graph, { version: 'v1.0', body: { ...schema, properties } });

  expect(response.status).toBe(202);
  expect(onAdvisory.mock.calls[0]).toMatchObject([
    { rule: 'schemaProperty.betaOnly', path: '/properties/0/rankingHint' },
  ]);
});

describe('a registration that is planned to fail', () => {
  test('gets 202, reads failed with its error, and leaves the connection a draft without a schema', async () => {
    const graph = await tenant();
    graph.plan(faults.schemaFailed({ message: 'A property is not valid.' }));

    const registration = await register(graph);

    expect(registration.status).toBe(202);
    expect(await (await follow(graph, registration)).json()).toMatchObject({
      status: 'failed',
      error: { message: 'A property is not valid.' },
    });
    expect(await stateOf(graph)).toBe('draft');
    expect((await graph.fetch(requestTo('/contosohr/schema'))).status).toBe(404);
    expect((await register(graph)).status).toBe(202);
    expect(await stateOf(graph)).toBe('ready');
    expect(graph.operations('contosohr').map(({ status }) => status)).toEqual(['failed', 'completed']);
  });
});

describe('a schema that is registered again without its baseType', () => {
  const { baseType, ...changed } = schema;

  test('keeps the registered one in profile live, with an advisory', async () => {
    const graph = await tenant({ onAdvisory: () => {} });
    await register(graph);

    const response = await register(graph, { body: changed });

    expect(response.status).toBe(202);
    expect(graph.exchanges.at(-1)?.advisories[0]).toMatchObject({ rule: 'baseType.repeated' });
    const read = await graph.fetch(requestTo('/contosohr/schema'));
    expect(await read.json()).toMatchObject({ baseType });
  });

  test('is refused in profile documented, and where none is registered', async () => {
    const documented = await tenant({ profile: 'documented' });
    await register(documented);

    const responses = [
      await register(documented, { body: changed }),
      await register(await tenant(), { body: changed }),
    ];

    expect(responses.map(({ status }) => status)).toEqual([400, 400]);
    expect(documented.exchanges.at(-1)?.violations).toMatchObject([{ rule: 'baseType.required' }]);
  });
});
