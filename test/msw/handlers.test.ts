import { gzipSync } from 'node:zlib';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createBuilders, invalidCreateRequests } from '../../src/builders/index.ts';
import { engineOf } from '../../src/emulator/emulator.ts';
import { createEmulator } from '../../src/emulator/index.ts';
import { blockUnhandled, handlers, handlersFor } from '../../src/msw/index.ts';

const server = setupServer();
beforeAll(() => void server.listen(blockUnhandled));
afterEach(() => server.resetHandlers());
afterAll(() => void server.close());

function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

const connection = { id: 'contosohr', name: 'Contoso HR', description: 'Connection to index Contoso HR system' };
const beta = 'https://graph.microsoft.com/beta/external/connections';

describe('handlers', () => {
  test.for([
    'https://graph.microsoft.com/beta/external/connections',
    'https://graph.microsoft.com/v1.0/external/connections',
    'https://graph.microsoft.us/beta/external/connections',
    'https://graph.microsoft.us/v1.0/external/connections',
    'https://dod-graph.microsoft.us/beta/external/connections',
    'https://dod-graph.microsoft.us/v1.0/external/connections',
    'https://graph.microsoft.com/beta/external/connections/',
    'https://graph.microsoft.com/beta/external/connections?$select=id',
  ])('response 201 on %s', async (url) => {
    server.use(...handlers);

    const response = await post(url, connection);

    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ ...connection, state: 'draft' });
  });

  test('keep nothing: the same id may be created again', async () => {
    server.use(...handlers);

    const statuses = [(await post(beta, connection)).status, (await post(beta, connection)).status];

    expect(statuses).toEqual([201, 201]);
  });

  test('say on the console why a request was refused', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    server.use(...handlers);

    const response = await post(beta, { ...connection, id: 'contoso-hr' });

    expect(response.status).toBe(400);
    expect(warn.mock.calls).toEqual([[expect.stringContaining('id must contain only ASCII letters')]]);
    warn.mockRestore();
  });

  test.for([
    'https://graph.microsoft.com/v2.0/external/connections',
    'https://graph.microsoft.com/beta/me',
    'https://graph.microsoft.com/beta/me/external/connections',
    'https://graph.microsoft.com/beta/connectionsextra',
    'https://graphxmicrosoft.com/beta/external/connections',
    'https://microsoftgraph.chinacloudapi.cn/beta/external/connections',
  ])('leave %s to the handlers of the user', async (url) => {
    server.use(
      ...handlers,
      http.post('*', () => HttpResponse.json('others')),
    );

    const response = await post(url, connection);

    expect(await response.json()).toBe('others');
  });

  test('leave a batch without a part of theirs to the handlers of the user', async () => {
    server.use(
      ...handlers,
      http.post('*', () => HttpResponse.json('others')),
    );

    const response = await post('https://graph.microsoft.com/v1.0/$batch', batchOf('/me', '/users'));

    expect(await response.json()).toBe('others');
  });
});

test('handlers read a batch that is compressed', async () => {
  server.use(
    ...handlers,
    http.post('*', () => HttpResponse.json('others')),
  );
  const send = (body: object) =>
    fetch('https://graph.microsoft.com/v1.0/$batch', {
      method: 'POST',
      headers: {
        Authorization: 'Bearer opaque-access-token',
        'Content-Encoding': 'gzip',
        'Content-Type': 'application/json',
      },
      body: new Uint8Array(gzipSync(JSON.stringify(body))),
    });

  const ours = await send(batchOf('/me', '/external/connections'));
  const others = await send(batchOf('/me', '/users'));

  expect(await ours.json()).toMatchObject({ responses: [{ status: 501 }, { status: 200 }] });
  expect(await others.json()).toBe('others');
});

/** A batch of GET requests. */
function batchOf(...urls: readonly string[]) {
  return { requests: urls.map((url, index) => ({ id: String(index), method: 'GET', url })) };
}

describe('handlers respond with 501 to what the kit does not emulate', () => {
  const root = 'https://graph.microsoft.com';
  const others = () => http.all('*', () => HttpResponse.json('others'));

  beforeEach(() => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test.for([
    `${root}/v1.0/external/nowhere/1`,
    `${root}/beta/external/nowhere`,
    `${root}//v1.0//external//nowhere`,
    `${root}/v1.0/%65xternal/nowhere`,
    `${root}/V1.0/EXTERNAL/nowhere`,
    `${root}/v1.0/external/nowhere?$top=1`,
    `${root}/v1.0/external/nowhere/report.json`,
    `${root}/v1.0/connections/$count`,
    'https://graph.microsoft.us/v1.0/external/nowhere',
    'https://dod-graph.microsoft.us/v1.0/external/nowhere',
  ])('at %s', async (url) => {
    server.use(...handlers, others());

    const response = await post(url, connection);

    expect(response.status).toBe(501);
    expect(await response.json()).toMatchObject({ error: { code: 'NotImplemented', innerError: {} } });
    expect(console.warn).toHaveBeenCalledOnce();
  });

  test.for([
    ['PUT', '/v1.0/external/nowhere/1', 'not emulated: PUT …/nowhere/1; ', ''],
    ['GET', '/beta/connections/$count?a=secret', 'not emulated: GET …/connections/$count; ', ''],
    [
      'GET',
      '/v1.0/external/connections/contosohr/operations',
      'not emulated: GET …/connections/contosohr/operations; ',
      '\nThe kit emulates GET …/operations/{operationId}.',
    ],
  ])('and name %s %s on the console', async ([method = '', path, line, instead]) => {
    server.use(...handlers);

    await fetch(`${root}${path}`, { method, headers: { Authorization: 'Bearer opaque-access-token' } });

    expect(vi.mocked(console.warn).mock.calls).toEqual([
      [`${line}give MSW your own handler before the kit's${instead}`],
    ]);
  });

  test('in a batch with a part of theirs, for every other part', async () => {
    server.use(...handlers, others());
    const urls = ['/me', '/external/connections', '/search/query', '/admin/people/profileSources', '/external/nowhere'];

    const response = await post(`${root}/v1.0/%24batch`, batchOf(...urls));

    const { responses } = (await response.json()) as { responses: { status: number }[] };
    expect(responses.map(({ status }) => status)).toEqual([501, 200, 501, 501, 501]);
    expect(vi.mocked(console.warn).mock.calls.map(([line]) => String(line).split(';')[0])).toEqual([
      'not emulated: GET …/me',
      'not emulated: GET …/search/query (search)',
      'not emulated: GET …/admin/people/profileSources (people connectors)',
      'not emulated: GET …/nowhere',
    ]);
  });

  test('print nothing that a part of a batch has as its method, unless it is a word', async () => {
    server.use(...handlers);
    const requests = [{ id: '1', method: '\u001b[2J', url: '/external/nowhere' }];

    await post(`${root}/v1.0/$batch`, { requests });

    expect(vi.mocked(console.warn).mock.calls.join()).toMatch(/^not emulated: request …\/nowhere;/);
  });

  test.for(['before them', 'by server.use'])('unless a handler of the user is given %s', async (where) => {
    const own = others();
    if (where === 'before them') server.use(own, ...handlers);
    else {
      server.use(...handlers);
      server.use(own);
    }

    const responses = [await post(`${root}/v1.0/external/nowhere`, {}), await post(beta, connection)];

    expect(await Promise.all(responses.map((each) => each.json()))).toEqual(['others', 'others']);
  });

  test('and match a request once: the emulator gets what the predicate has found', async () => {
    const graph = createEmulator();
    server.use(...handlersFor(graph));
    const handle = vi.spyOn(engineOf(graph), 'handle');

    await post(beta, connection);

    expect(handle.mock.calls[0]?.[1]).toMatchObject({ kind: 'operation', operation: 'createConnection' });
  });
});

describe('handlersFor', () => {
  test('respond in the order of the requests, also while the emulator loads for the first', async () => {
    vi.resetModules();
    const fresh = await import('../../src/msw/index.ts');
    const graph = createEmulator();
    server.use(...fresh.handlersFor(graph));
    const ids = Array.from({ length: 20 }, (_, index) => `contoso${index}`);

    const responses = await Promise.all(ids.map((id) => post(beta, { ...connection, id })));

    expect(responses.map(({ status }) => status)).toEqual(ids.map(() => 201));
    expect(graph.connections.map(({ id }) => id)).toEqual(ids);
  });

  test('remember in the emulator that they were made for', async () => {
    const graph = createEmulator({ profile: 'documented' });
    server.use(...handlersFor(graph));

    const statuses = [(await post(beta, connection)).status, (await post(beta, connection)).status];

    expect(statuses).toEqual([201, 409]);
    expect(graph.connections).toMatchObject([connection]);
    expect(graph.exchanges).toHaveLength(2);
  });

  const contexts = (['documented', 'live'] as const).flatMap((profile) =>
    (['beta', 'v1.0'] as const).map((version) => ({ profile, version })),
  );

  test.for(contexts)(
    'response a bad request of each rule in $profile, $version, with its status and code',
    async (context) => {
      const graph = createEmulator({ profile: context.profile });
      server.use(...handlersFor(graph));
      const differing: string[] = [];

      // conformance/agreement.test.ts sends all samples of a rule.
      const ofEachRule = new Map(invalidCreateRequests(context).map((each) => [each.rule, each])).values();
      for (const { title, status, code, request } of ofEachRule) {
        const response = await fetch(request);
        const { error } = (await response.json()) as { error: { code: string } };
        if (response.status !== status || error.code !== code)
          differing.push(`${title}: ${response.status} ${error.code}`);
      }

      expect(differing).toEqual([]);
      expect(graph.connections).toEqual([]);
    },
  );

  test.for(contexts)('respond to valid payloads in $profile, $version, with 201', async ({ profile, version }) => {
    const graph = createEmulator({ profile });
    server.use(...handlersFor(graph));
    const build = createBuilders({ seed: 6, version });
    const forms = [build.createRequest, build.minimalCreateRequest, build.largestCreateRequest];

    const statuses = new Set<number>();
    for (let index = 0; index < 9; index += 1) {
      const body = forms[index % forms.length]?.();
      statuses.add((await post(`https://graph.microsoft.com/${version}/external/connections`, body)).status);
    }

    expect([...statuses]).toEqual([201]);
    expect(graph.connections).toHaveLength(9);
  });
});
