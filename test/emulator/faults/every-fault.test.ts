import { describe, expect, test, vi } from 'vitest';
import { createEmulator, faults } from '../../../src/emulator/index.ts';
import { createRequest } from '../requests.ts';

describe('every fault', () => {
  test('keeps the token out of the exchange', async () => {
    const headers = { Authorization: 'Bearer canary.opaque-access-token' };
    const names = Object.keys(faults).filter((name) => name !== 'slow') as Exclude<keyof typeof faults, 'slow'>[];

    for (const name of names) {
      const graph = createEmulator({ profile: 'documented', onAdvisory: () => {} });
      graph.plan(faults[name](), { on: 'createConnection' });
      const encoding = name === 'compressionRefused' ? { 'Content-Encoding': 'gzip' } : {};
      const sent = { ...headers, ...encoding };
      const request = createRequest({ name: 'canary.opaque-access-token' }, { headers: sent });
      const response = graph.fetch(request);
      await vi.waitUntil(() => graph.exchanges.length === 1);

      expect(graph.exchanges, name).toMatchObject([{ fault: name }]);
      expect(JSON.stringify(graph.exchanges), name).not.toContain('canary');
      graph.reset();
      await response;
    }
  });

  test.for(Object.keys(faults) as (keyof typeof faults)[])('refuses an option that it does not have: %s', (name) => {
    const make = faults[name] as (options: object) => unknown;

    expect(() => make({ retryafter: 2 })).toThrow(`faults.${name} has no option "retryafter".`);
  });

  test('may be one of your own', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan({
      name: 'conflict',
      stage: 'instead',
      change: (_, error) => ({ ...error('nameAlreadyExists', { 'x-region': 'west' }), status: 423 }),
    });

    const response = await graph.fetch(createRequest());

    expect(response.status).toBe(423);
    expect(response.headers.get('x-region')).toBe('west');
    expect(await response.json()).toMatchObject({ error: { code: 'NameAlreadyExists' } });
  });
});
