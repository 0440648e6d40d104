import https from 'node:https';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createEmulator, faults } from '../../src/emulator/index.ts';
import { blockUnhandled, handlersFor } from '../../src/msw/index.ts';

const url = 'https://graph.microsoft.com/v1.0/external/connections';
const sleeps: number[] = [];
const graph = createEmulator({ profile: 'documented', sleep: async (milliseconds) => void sleeps.push(milliseconds) });
const server = setupServer(...handlersFor(graph));
beforeAll(() => void server.listen(blockUnhandled));
afterEach(() => {
  graph.reset();
  vi.restoreAllMocks();
});
afterAll(() => void server.close());

function create(init: RequestInit = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' }),
    ...init,
  });
}

describe('a client behind MSW', () => {
  test('reads Retry-After and the error of Graph when it is throttled', async () => {
    graph.plan(faults.throttled({ retryAfter: 2 }));

    const response = await create();

    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '2']);
    expect(await response.json()).toMatchObject({ error: { code: 'TooManyRequests' } });
  });

  test('gets 503 and then 409 when its card is broken', async () => {
    graph.plan(faults.brokenCard());

    const statuses = [(await create()).status, (await create()).status];

    expect(statuses).toEqual([503, 409]);
  });

  test('gets a page of HTML', async () => {
    graph.plan(faults.htmlErrorPage());

    const response = await create();

    expect([response.status, response.headers.get('content-type')]).toEqual([502, 'text/html']);
    expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
  });

  test.for(['malformedJson', 'truncatedBody'] as const)('cannot read the JSON of %s', async (name) => {
    graph.plan(faults[name]());

    const response = await create();

    expect(response.status).toBe(201);
    await expect(response.json()).rejects.toThrow(SyntaxError);
  });

  test('sees fetch fail when the connection is reset', async () => {
    graph.plan(faults.connectionReset());

    await expect(create()).rejects.toThrow(TypeError);

    expect(graph.exchanges).toMatchObject([{ fault: 'connectionReset', response: { status: 0 } }]);
    expect((await create()).status).toBe(201);
  });

  test('sees a request by node:https fail when the connection is reset', async () => {
    graph.plan(faults.connectionReset());

    const failure = await new Promise((resolve) => https.get(url, resolve).on('error', resolve));

    expect(failure).toBeInstanceOf(Error);
    expect(graph.exchanges).toMatchObject([{ request: { method: 'GET' }, fault: 'connectionReset' }]);
  });

  test('runs into its own timeout when the connection hangs', async () => {
    graph.plan(faults.hang());

    await expect(create({ signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  test('gives up on a connection that hangs, and may ask again', async () => {
    const client = new AbortController();
    graph.plan(faults.hang());
    const failing = expect(create({ signal: client.signal })).rejects.toMatchObject({ name: 'AbortError' });
    await expect.poll(() => graph.exchanges).toMatchObject([{ fault: 'hang', response: { status: 0 } }]);

    client.abort();

    await failing;
    expect((await create()).status).toBe(201);
  });

  test('sees fetch fail when the emulator is reset while the connection hangs', async () => {
    graph.plan(faults.hang());
    const failing = expect(create()).rejects.toThrow(TypeError);
    await expect.poll(() => graph.exchanges.length).toBe(1);

    graph.reset();

    await failing;
  });

  test('waits for a slow response', async () => {
    graph.plan(faults.slow({ milliseconds: 30_000 }));

    const response = await create();

    expect(response.status).toBe(201);
    expect(sleeps).toEqual([30_000]);
  });

  test('gets no planned fault for what is not emulated', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    graph.plan(faults.throttled());

    expect((await fetch('https://graph.microsoft.com/v1.0/external/nowhere')).status).toBe(501);

    expect((await create()).status).toBe(429);
  });
});
