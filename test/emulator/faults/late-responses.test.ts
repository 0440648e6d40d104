import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createEmulator, explainExchange, faults } from '../../../src/emulator/index.ts';
import { createRequest } from '../requests.ts';

describe('a connection', () => {
  afterEach(() => void vi.useRealTimers());

  test('that is reset gives a network error, and the exchange says so', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.connectionReset());

    const response = await graph.fetch(createRequest());

    expect(response.type).toBe('error');
    expect(graph.connections).toEqual([]);
    expect(graph.exchanges[0]?.response).toEqual({ status: 0, headers: {}, body: undefined });
    expect(graph.exchanges.map(explainExchange)).toEqual([
      'POST https://graph.microsoft.com/beta/external/connections got no response (fault connectionReset).',
    ]);
  });

  test.for([
    ['connectionReset', 'error'],
    ['hang', 'AbortError'],
  ] as const)('%s may come after the request was processed', async ([name, ending]) => {
    const graph = createEmulator({ profile: 'documented' });
    const client = new AbortController();
    graph.plan(faults[name]({ processed: true }));

    const lost = graph.fetch(new Request(createRequest(), { signal: client.signal })).then(
      ({ type }) => type,
      (error: Error) => error.name,
    );
    await vi.waitUntil(() => graph.exchanges.length === 1);
    const retry = await graph.fetch(createRequest());
    client.abort();

    expect(await lost).toBe(ending);
    expect(retry.status).toBe(409);
  });

  test('that hangs is lost on reset, for every waiting caller', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.hang(), { times: 20 });
    const responses = Array.from({ length: 20 }, () => graph.fetch(createRequest()));
    await vi.waitUntil(() => graph.exchanges.length === 20);

    graph.reset();

    expect(new Set((await Promise.all(responses)).map(({ type }) => type))).toEqual(new Set(['error']));
    expect((await graph.fetch(createRequest())).status).toBe(201);
  });

  test('that hangs rejects with an AbortError when the client gives up', async () => {
    const graph = createEmulator({ profile: 'documented' });
    const client = new AbortController();
    graph.plan(faults.hang());
    const response = graph.fetch(new Request(createRequest(), { signal: client.signal }));
    await vi.waitUntil(() => graph.exchanges.length === 1);

    client.abort();

    await expect(response).rejects.toMatchObject({ name: 'AbortError' });
    expect(graph.exchanges[0]).toMatchObject({ fault: 'hang', response: { status: 0 } });
  });

  test('that hangs rejects when the client gives up, also once the garbage has been collected', async () => {
    const client = new AbortController();
    const response = hangingAnswer(client.signal);
    for (let turn = 0; turn < 3; turn += 1) await collectGarbage();

    client.abort();

    await expect(response).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('that hangs never has a response', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.hang());

    const response = graph.fetch(createRequest());

    const first = await Promise.race([response, new Promise((resolve) => setImmediate(resolve, 'still waiting'))]);
    expect(first).toBe('still waiting');
    graph.reset();
    expect((await response).type).toBe('error');
  });

  test('that is slow does nothing when the client had given up before', async () => {
    const graph = createEmulator({ profile: 'documented', sleep: async () => {} });
    graph.plan(faults.slow({ milliseconds: 1 }));

    const response = graph.fetch(createRequest(), { signal: AbortSignal.abort() });

    await expect(response).rejects.toMatchObject({ name: 'AbortError' });
    expect([graph.connections, graph.exchanges]).toEqual([[], []]);
  });

  test('that is slow waits longer than a timer can', async () => {
    vi.useFakeTimers();
    const graph = createEmulator({ profile: 'documented' });
    const answered = vi.fn();
    graph.plan(faults.slow({ milliseconds: 2 ** 31 + 5000 }));
    const response = graph.fetch(createRequest()).then(answered);

    await vi.advanceTimersByTimeAsync(2 ** 31 + 4999);
    expect(answered).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);

    await response;
    expect(answered.mock.calls).toMatchObject([[{ status: 201 }]]);
  });

  test('that is slow has the real response after the sleep of the options', async () => {
    const sleeps: number[] = [];
    const sleep = async (milliseconds: number) => void sleeps.push(milliseconds);
    const graph = createEmulator({ profile: 'documented', sleep });
    graph.plan(faults.slow({ milliseconds: 90_000 }));

    const response = await graph.fetch(createRequest());

    expect(response.status).toBe(201);
    expect(sleeps).toEqual([90_000]);
    expect(graph.exchanges).toMatchObject([{ fault: 'slow', response: { status: 201 } }]);
  });

  test('that is on time asks for no sleep', async () => {
    const sleep = vi.fn(async () => {});

    const response = await createEmulator({ profile: 'documented', sleep }).fetch(createRequest());

    expect(response.status).toBe(201);
    expect(sleep).not.toHaveBeenCalled();
  });

  test('that is slow follows a fake clock', async () => {
    vi.useFakeTimers();
    const graph = createEmulator({ profile: 'documented' });
    const answered = vi.fn();
    graph.plan(faults.slow({ milliseconds: 5000 }));
    const response = graph.fetch(createRequest()).then(answered);

    await vi.advanceTimersByTimeAsync(4999);
    expect(graph.connections).toHaveLength(1);
    expect(answered).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);

    await response;
    expect(answered.mock.calls).toMatchObject([[{ status: 201 }]]);
  });

  test('that is slow rejects with an AbortError when the client gives up, and leaves no timer', async () => {
    vi.useFakeTimers();
    const graph = createEmulator({ profile: 'documented' });
    const client = new AbortController();
    graph.plan(faults.slow({ milliseconds: 5000 }));
    const response = graph.fetch(new Request(createRequest(), { signal: client.signal }));
    await vi.advanceTimersByTimeAsync(1000);

    client.abort();

    await expect(response).rejects.toMatchObject({ name: 'AbortError' });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('that is slow is lost on reset, and leaves no timer', async () => {
    vi.useFakeTimers();
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.slow({ milliseconds: 5000 }));
    const response = graph.fetch(createRequest());
    await vi.advanceTimersByTimeAsync(1000);

    graph.reset();

    expect((await response).type).toBe('error');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('that is slow leaves no listener on the signal of the client', async () => {
    const { signal } = new AbortController();
    const request = new Request(createRequest());
    vi.spyOn(request, 'signal', 'get').mockReturnValue(signal);
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    const graph = createEmulator({ profile: 'documented', sleep: async () => {} });
    graph.plan(faults.slow({ milliseconds: 1 }));

    await graph.fetch(request);

    expect(added).toHaveBeenCalledOnce();
    expect(removed.mock.calls[0]?.slice(0, 2)).toEqual(added.mock.calls[0]?.slice(0, 2));
  });

  test.for([-1, 0.5, Number.POSITIVE_INFINITY])('refuses to be slow by %s', (milliseconds) => {
    expect(() => faults.slow({ milliseconds })).toThrow(
      `The option milliseconds is ${milliseconds}. Use a whole number from 0.`,
    );
  });
});

/** Of an emulator without a reference. */
function hangingAnswer(signal: AbortSignal): Promise<Response> {
  const graph = createEmulator({ profile: 'documented' });
  graph.plan(faults.hang());
  return graph.fetch(createRequest(), { signal });
}

/** Collects the garbage. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  await new Promise((resolve) => setTimeout(resolve, 10));
}
