import { beforeAll, describe, expect, test } from 'vitest';
import { correctClients, defectiveClients } from './clients.ts';
import type { Result } from './judge.ts';
import { judgeAll } from './judge-all.ts';
import { readmeOf } from './table.ts';

let results: ReadonlyMap<string, Result> = new Map();

beforeAll(async () => {
  results = await judgeAll();
}, 600_000);

describe('the suite', () => {
  test.for(correctClients)('has no finding about $name', ({ name }) => {
    expect(results.get(name)).toEqual({ name, blames: [] });
  });

  test.for(defectiveClients)('has a finding about $name', ({ name }) => {
    expect(results.get(name)?.blames).toHaveLength(1);
  });

  test('finds each mistake where README.md says', async () => {
    await expect(readmeOf(results)).toMatchFileSnapshot('README.md');
  });
});
