import nodeHttp from 'node:http';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { blockUnhandled, handlers } from '../../src/msw/index.ts';
import { type Canary, startCanary } from './canary.ts';

describe('blockUnhandled', () => {
  const server = setupServer(...handlers);
  let canary: Canary;

  beforeEach(async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    canary = await startCanary();
  });
  afterEach(async () => {
    server.close();
    await canary.close();
    vi.restoreAllMocks();
  });

  test('fails a fetch without a handler, and nothing leaves', async () => {
    server.listen(blockUnhandled);

    await expect(fetch(canary.url, { method: 'POST' })).rejects.toThrow();

    expect(canary.visits).toBe(0);
  });

  test.for([
    ['https://graph.microsoft.com/v1.0/me', ''],
    ['https://microsoftgraph.chinacloudapi.cn/v1.0/external/connections', ''],
    ['https://graf.microsoft.com/v1.0/me', ' Did you mean "graph.microsoft.com"?'],
  ])('names %s, and asks whether another host was meant only for an unknown one', async ([url = '', question]) => {
    server.listen(blockUnhandled);

    await expect(fetch(url)).rejects.toThrow();

    expect(vi.mocked(console.error).mock.calls).toEqual([
      [expect.stringContaining(`GET ${url}: no handler matches it.${question} Give MSW a handler for it.`)],
    ]);
  });

  test('names loginHandlers where no handler responds to a token request', async () => {
    server.listen(blockUnhandled);

    await expect(fetch('https://login.microsoftonline.com/t/oauth2/v2.0/token', { method: 'POST' })).rejects.toThrow();

    expect(vi.mocked(console.error).mock.calls).toEqual([
      [expect.stringMatching(/Give MSW a handler for it, such as those of loginHandlers\.$/)],
    ]);
  });

  test('fails a request by node:http without a handler, and nothing leaves', async () => {
    server.listen(blockUnhandled);

    const failure = await new Promise((resolve) => nodeHttp.get(canary.url, resolve).on('error', resolve));

    expect(failure).toBeInstanceOf(Error);
    expect(canary.visits).toBe(0);
  });

  test('is what blocks: without it the same request leaves', async () => {
    server.listen({ onUnhandledRequest: 'bypass', onUnhandledFrame: 'bypass' } as object);

    await fetch(canary.url, { method: 'POST' });

    expect(canary.visits).toBe(1);
  });

  test('lets a handled request through to its handler', async () => {
    server.listen(blockUnhandled);

    const response = await fetch('https://graph.microsoft.com/v1.0/external/connections', {
      method: 'POST',
      headers: { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' },
      body: JSON.stringify({ id: 'contosohr', name: 'Contoso HR' }),
    });

    expect(response.status).toBe(201);
  });
});

test('the guard names handlersFor where no handler responds to a request for external connections', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const server = setupServer();
  server.listen(blockUnhandled);

  await expect(fetch('https://graph.microsoft.com/v1.0/external/connections')).rejects.toThrow();
  server.close();

  expect(error.mock.calls).toEqual([
    [expect.stringMatching(/Give MSW a handler for it, such as those of handlersFor\.$/)],
  ]);
  error.mockRestore();
});

test('the guard names a second server, which takes requests from the first', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const own = setupServer(http.get('https://hr.contoso.com/employees', () => HttpResponse.json([])));
  const server = setupServer(...handlers);
  own.listen();
  server.listen({ ...blockUnhandled });

  await expect(fetch('https://hr.contoso.com/employees')).rejects.toThrow();
  server.close();
  own.close();

  expect(error.mock.calls).toEqual([[expect.stringMatching(/ Several servers of MSW listen: use one\.$/)]]);
  error.mockRestore();
});
