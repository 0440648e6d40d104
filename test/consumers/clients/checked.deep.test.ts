import { beforeAll, describe, expect, test } from 'vitest';
import { checkAll } from './check-all.ts';
import type { Result } from './check-client.ts';
import { correctClients, defectiveClients } from './clients.ts';
import { readmeOf } from './table.ts';

let results: ReadonlyMap<string, Result> = new Map();

beforeAll(async () => {
  results = await checkAll();
}, 600_000);

describe('the suite', () => {
  test.for(correctClients)('has no finding about $name', ({ name }) => {
    expect(results.get(name)).toEqual({ name, mistakes: [] });
  });

  test.for(defectiveClients)('has a finding about $name', ({ name }) => {
    expect(results.get(name)?.mistakes).toHaveLength(1);
  });

  test('finds each mistake where README.md says', async () => {
    await expect(readmeOf(results)).toMatchFileSnapshot('README.md');
  });
});
