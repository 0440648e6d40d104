import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createEmulator, type Emulator, explainExchange, faults } from '../../src/emulator/index.ts';
import { createRequest, requestTo, stoppedClock } from './requests.ts';

/** The statuses of so many lists of connections. */
async function statusesOf(graph: Emulator, count: number): Promise<number[]> {
  const statuses = [];
  for (let index = 0; index < count; index += 1) statuses.push((await graph.fetch(requestTo(''))).status);
  return statuses;
}

describe('plans by chance', () => {
  const warn = vi.spyOn(console, 'warn');
  beforeEach(() => void warn.mockReset().mockImplementation(() => {}));
  afterEach(() => void warn.mockReset());

  test.for([
    [7, 0.2, 204],
    [8, 0.2, 205],
    [7, 0.5, 508],
    [7, 1, 1000],
  ] as const)('of seed %i fail at %d exactly this many of 1,000 requests: %i', async ([seed, chance, failures]) => {
    const graph = createEmulator({ profile: 'documented', seed });
    graph.plan(faults.badGateway(), { chance });

    const statuses = await statusesOf(graph, 1000);

    expect(statuses.filter((status) => status === 502)).toHaveLength(failures);
  });

  async function conversation(seed: number): Promise<string> {
    const graph = createEmulator({ profile: 'documented', seed, now: stoppedClock().now, onAdvisory: () => {} });
    graph.plan(faults.throttled(), { chance: 0.3 });
    graph.plan(faults.brokenCard(), { chance: 0.3 });
    const bodies = [];
    for (let index = 0; index < 40; index += 1) {
      const response = await graph.fetch(createRequest({ id: index % 2 ? undefined : `hr${index}` }));
      bodies.push([response.status, [...response.headers], await response.text()]);
    }
    return JSON.stringify([bodies, graph.exchanges, graph.connections]);
  }

  test('give with the same seed the same conversation, byte for byte', async () => {
    const first = await conversation(5);

    expect(first).toContain('"fault":"throttled"');
    expect(first).toContain('"fault":"brokenCard"');
    expect(await conversation(5)).toBe(first);
  });

  test('give with another seed another one', async () => {
    const failuresOf = async (seed: number) => {
      const graph = createEmulator({ profile: 'documented', seed });
      graph.plan(faults.throttled(), { chance: 0.5 });
      return (await statusesOf(graph, 20)).join(' ');
    };

    expect(await failuresOf(6)).not.toBe(await failuresOf(5));
  });

  test('fail the same requests again after a reset', async () => {
    const graph = createEmulator({ profile: 'documented', seed: 3 });
    graph.plan(faults.throttled(), { chance: 0.5 });
    const first = await statusesOf(graph, 20);

    graph.reset();
    graph.plan(faults.throttled(), { chance: 0.5 });

    expect(await statusesOf(graph, 20)).toEqual(first);
  });

  test('change no id of a request that they spare', async () => {
    const idsOf = async (graph: Emulator) => {
      const response = await graph.fetch(createRequest({ id: undefined }));
      return [response.headers.get('request-id'), graph.connections[0]?.id];
    };
    const planned = createEmulator({ profile: 'documented', onAdvisory: () => {} });
    planned.plan(faults.throttled(), { chance: Number.MIN_VALUE });

    expect(await idsOf(planned)).toEqual(await idsOf(createEmulator({ profile: 'documented', onAdvisory: () => {} })));
  });

  test('neither fail a request that they are not for, nor draw for it', async () => {
    const createsOf = async (lists: number) => {
      const graph = createEmulator({ profile: 'documented' });
      graph.plan(faults.badGateway(), { chance: 0.5, on: 'createConnection' });
      const creates = [];
      for (let index = 0; index < 20; index += 1) {
        expect(await statusesOf(graph, lists)).not.toContain(502);
        creates.push((await graph.fetch(createRequest({ id: `hr${index}` }))).status);
      }
      return creates;
    };

    const creates = await createsOf(0);

    expect(new Set(creates)).toEqual(new Set([201, 502]));
    expect(await createsOf(3)).toEqual(creates);
  });

  test('end after the planned number of failures', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.throttled(), { chance: 0.5, times: 3 });

    const statuses = await statusesOf(graph, 100);

    expect(statuses.filter((status) => status === 429)).toHaveLength(3);
  });

  test('leave a request that they spare to the next plan', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.throttled(), { chance: 0.5 });
    graph.plan(faults.badGateway(), { times: Number.POSITIVE_INFINITY });

    expect(new Set(await statusesOf(graph, 50))).toEqual(new Set([429, 502]));
  });

  test('print the seed once, however many there are', () => {
    const graph = createEmulator({ profile: 'documented', seed: 7 });

    graph.plan(faults.throttled(), { chance: 0.5 });
    graph.plan(faults.badGateway(), { chance: 0.5 });
    graph.reset();
    graph.plan(faults.badGateway(), { chance: 0.5 });

    expect(warn.mock.calls).toEqual([['Faults by chance follow seed 7: the same seed replays them.']]);
  });

  test('give each exchange that they failed their seed', async () => {
    const graph = createEmulator({ profile: 'documented', seed: 7, now: stoppedClock().now });
    graph.plan(faults.throttled(), { chance: 1, times: 1 });

    await statusesOf(graph, 2);

    expect(graph.exchanges.map(({ seed }) => seed)).toEqual([7, undefined]);
    expect(graph.exchanges.map(explainExchange)).toEqual([
      'GET https://graph.microsoft.com/beta/external/connections got 429 TooManyRequests (fault throttled, by chance of seed 7).',
      'GET https://graph.microsoft.com/beta/external/connections got 200.\nThis was attempt 2; the client waited 0 s of the 10 s that Retry-After asked for.',
    ]);
  });

  test('are the only ones that have a seed', () => {
    createEmulator({ profile: 'documented' }).plan(faults.throttled());

    expect(warn).not.toHaveBeenCalled();
  });
});
