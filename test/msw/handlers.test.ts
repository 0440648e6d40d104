import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createBuilders, invalidCreateRequests } from '../../src/builders/index.ts';
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
  ])('answer 201 on %s', async (url) => {
    server.use(...handlers);

    const answer = await post(url, connection);

    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ ...connection, state: 'draft' });
  });

  test('keep nothing: the same id may be created again', async () => {
    server.use(...handlers);

    const statuses = [(await post(beta, connection)).status, (await post(beta, connection)).status];

    expect(statuses).toEqual([201, 201]);
  });

  test('say on the console why a request was refused', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    server.use(...handlers);

    const answer = await post(beta, { ...connection, id: 'contoso-hr' });

    expect(answer.status).toBe(400);
    expect(warn.mock.calls).toEqual([[expect.stringContaining('id must contain only ASCII letters')]]);
    warn.mockRestore();
  });

  test.for([
    'https://graph.microsoft.com/v2.0/external/connections',
    'https://graph.microsoft.com/beta/external/connections/contosohr/items/1',
    'https://graph.microsoft.com/beta/external/connections/contosohr/groups',
    'https://graph.microsoft.com/beta/external/connectionsextra',
    'https://graph.microsoft.com/beta/me/external/connections',
    'https://graphxmicrosoft.com/beta/external/connections',
    'https://microsoftgraph.chinacloudapi.cn/beta/external/connections',
  ])('leave %s to the handlers of others', async (url) => {
    server.use(
      ...handlers,
      http.post('*', () => HttpResponse.json('others')),
    );

    const answer = await post(url, connection);

    expect(await answer.json()).toBe('others');
  });
});

describe('handlersFor', () => {
  test('remember in the emulator that they were made for', async () => {
    const graph = createEmulator();
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
    'answer a bad request of each rule in $profile, $version, with its status and code',
    async (context) => {
      const graph = createEmulator({ ...context });
      server.use(...handlersFor(graph));
      const differing: string[] = [];

      // conformance/agreement.test.ts sends all samples of a rule.
      const ofEachRule = new Map(invalidCreateRequests(context).map((each) => [each.rule, each])).values();
      for (const { title, status, code, request } of ofEachRule) {
        const answer = await fetch(request);
        const { error } = (await answer.json()) as { error: { code: string } };
        if (answer.status !== status || error.code !== code) differing.push(`${title}: ${answer.status} ${error.code}`);
      }

      expect(differing).toEqual([]);
      expect(graph.connections).toEqual([]);
    },
  );

  test.for(contexts)('answer valid payloads in $profile, $version, with 201', async ({ profile, version }) => {
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
