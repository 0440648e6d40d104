import { describe, expect, test } from 'vitest';
import { createEmulator, faults } from '../../../src/emulator/index.ts';

describe('a part of a batch', () => {
  /** Creates one after the other, each of which depends on the one before where they are chained. */
  const batchOf = (ids: readonly string[], { chained = false } = {}) =>
    new Request('https://graph.microsoft.com/v1.0/$batch', {
      method: 'POST',
      headers: { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' },
      body: JSON.stringify({
        requests: ids.map((id, index) => ({
          id,
          method: 'POST',
          url: '/external/connections',
          headers: { 'Content-Type': 'application/json' },
          body: { id, name: id },
          dependsOn: chained ? ids.slice(0, index) : [],
        })),
      }),
    });

  test('gets the planned faults on its own, and the batch gets none', async () => {
    const graph = createEmulator({ profile: 'documented', onAdvisory: () => {} });
    graph.plan(faults.throttled({ retryAfter: 3 }));

    const response = await graph.fetch(batchOf(['first', 'second']));

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      responses: [
        { id: 'first', status: 429, headers: { 'Retry-After': '3' } },
        { id: 'second', status: 201 },
      ],
    });
    expect(graph.exchanges.map(({ fault }) => fault)).toEqual(['throttled', undefined, undefined]);
  });

  test('has a body of text where it is not JSON', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.htmlErrorPage());

    const response = await graph.fetch(batchOf(['first']));

    expect(await response.json()).toMatchObject({
      responses: [{ status: 502, body: expect.stringMatching(/^<!DOCTYPE html>/) }],
    });
  });

  test('loses the whole batch with its connection', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.connectionReset());

    const response = await graph.fetch(batchOf(['first', 'second']));

    expect(response.type).toBe('error');
    expect(graph.connections).toMatchObject([{ id: 'second' }]);
    expect(graph.exchanges.map(({ response }) => response.status)).toEqual([0, 201, 0]);
  });

  test('that lost its connection has the parts that depend on it not done', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.connectionReset());

    await graph.fetch(batchOf(['first', 'second'], { chained: true }));

    expect(graph.connections).toEqual([]);
  });

  test('that is slow makes the whole batch slow', async () => {
    const sleeps: number[] = [];
    const graph = createEmulator({
      profile: 'documented',
      sleep: async (milliseconds) => void sleeps.push(milliseconds),
    });
    graph.plan(faults.slow({ milliseconds: 200 }));
    graph.plan(faults.slow({ milliseconds: 700 }));

    const response = await graph.fetch(batchOf(['first', 'second']));

    expect(response.status).toBe(200);
    expect(sleeps).toEqual([700]);
  });
});
