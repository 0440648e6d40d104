import { get } from 'node:http';
import https from 'node:https';
import { type HttpHandler, HttpResponse, http } from 'msw';
import { describe, expect, test, vi } from 'vitest';
import { useEmulator } from '../../src/vitest/index.ts';
import { startCanary } from '../msw/canary.ts';

const { request } = https;
const url = 'https://graph.microsoft.com/v1.0/external/connections';

function create(): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: 'contosohr', name: 'Contoso HR' }),
  });
}

describe('useEmulator', () => {
  const graph = useEmulator({ profile: 'live', seed: 3 });

  test('responds to the requests of the code under test', async () => {
    const response = await create();

    expect(response.status).toBe(201);
    expect(graph.connections).toMatchObject([{ id: 'contosohr' }]);
  });

  test('forgets everything before the next test', () => {
    expect(graph.connections).toEqual([]);
    expect(graph.exchanges).toEqual([]);
  });

  test('lets no other request out', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const canary = await startCanary();

    await expect(fetch(canary.url)).rejects.toThrow();

    expect(canary.visits).toBe(0);
    await canary.close();
    vi.restoreAllMocks();
  });
});

describe('useEmulator and code that imports from node:http by name', () => {
  useEmulator({ profile: 'documented' });

  test('lets no request out', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const canary = await startCanary();

    const failure = await new Promise((resolve) => get(canary.url, resolve).on('error', resolve));

    expect(failure).toBeInstanceOf(Error);
    expect(canary.visits).toBe(0);
    await canary.close();
    vi.restoreAllMocks();
  });
});

describe('useEmulator with handlers of the user', () => {
  const graph = useEmulator({
    profile: 'documented',
    handlers: [http.post('https://login.microsoftonline.com/*', () => HttpResponse.json({ access_token: 'fake' }))],
  });

  test('lets them respond to what the emulator does not emulate', async () => {
    const token = await fetch('https://login.microsoftonline.com/contoso/oauth2/v2.0/token', { method: 'POST' });

    expect(await token.json()).toEqual({ access_token: 'fake' });
    expect((await create()).status).toBe(201);
    expect(graph.exchanges).toHaveLength(1);
  });
});

describe('useEmulator and the handlers of the user', () => {
  const graph = useEmulator({
    profile: 'documented',
    handlers: [http.get(`${url}/own`, () => HttpResponse.json('own'))],
  });
  const idsIn = async (response: Response) => ((await response.json()) as { value: unknown[] }).value;

  test('lets those of the option come first', async () => {
    expect(await (await fetch(`${url}/own`)).json()).toBe('own');
    expect(graph.exchanges).toEqual([]);
  });

  test('lets those of graph.server.use come before all others', async () => {
    graph.server.use(http.get(url, () => HttpResponse.json({ value: ['used'] })));

    expect(await idsIn(await fetch(url))).toEqual(['used']);
  });

  test('forgets those of graph.server.use after the test', async () => {
    const response = await fetch(url, { headers: { Authorization: 'Bearer opaque-access-token' } });

    expect(await idsIn(response)).toEqual([]);
  });

  test('refuses a handler of the other major of MSW', () => {
    const own = graph.server.listHandlers()[0] as HttpHandler;
    const other = Object.create(own, 'dispose' in own ? {} : { dispose: { value: () => {} } });
    const foreign = 'dispose' in own ? { info: own.info } : other;

    expect(() => useEmulator({ profile: 'documented', handlers: [foreign] })).toThrow(
      'The option handlers has a handler of another MSW. Two majors of MSW are in use',
    );
  });
});

test.for([
  [{ handler: [] }, 'useEmulator has no option "handler". Did you mean "handlers"?'],
  [{ handlers: http.get(url, () => {}) }, 'The option handlers is an object. Use an array with handlers of MSW.'],
  [null, 'useEmulator takes its options as an object, got null. Use useEmulator({ … }).'],
] as const)('useEmulator names the option that cannot be used: %j', ([options, message]) => {
  // @ts-expect-error: what a user without TypeScript may write
  expect(() => useEmulator(options)).toThrow(message);
});

describe('useEmulator inside useEmulator', () => {
  const outer = useEmulator({ profile: 'documented' });

  test('responds before the inner block', async () => {
    expect((await create()).status).toBe(201);
    expect(outer.connections).toHaveLength(1);
  });

  describe('the inner block', () => {
    const inner = useEmulator({ profile: 'documented' });

    test('has the inner emulator respond', async () => {
      expect((await create()).status).toBe(201);
      expect([inner.connections, outer.connections]).toMatchObject([[{}], []]);
    });
  });

  test('has the outer emulator respond after it, with the guard on', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});

    expect((await create()).status).toBe(201);
    expect(outer.connections).toHaveLength(1);
    const message = await new Promise((resolve) =>
      request(url, resolve).on('error', (error) => resolve(error.message)),
    );
    expect(message).toContain('The network guard of external-connection-testkit blocked a connection');
    vi.restoreAllMocks();
  });
});

test('useEmulator in a test throws, for its hooks would not run', () => {
  expect(() => useEmulator()).toThrow(
    'useEmulator was called in a test. Call it at the top of the file, or of a describe block.',
  );
});

describe('after useEmulator', () => {
  test('requests leave again', async () => {
    const canary = await startCanary();

    await fetch(canary.url);
    await new Promise((resolve) => get(canary.url, resolve));

    expect(canary.visits).toBe(2);
    await canary.close();
  });
});
