import { beforeAll, describe, expect, test } from 'vitest';
import { correctClients, defectiveClients } from './clients.ts';
import type { Verdict } from './judge.ts';
import { judgeAll } from './judge-all.ts';
import { readmeOf } from './table.ts';

let verdicts: ReadonlyMap<string, Verdict> = new Map();

beforeAll(async () => {
  verdicts = await judgeAll();
}, 600_000);

describe('the suite', () => {
  test.for(correctClients)('has no finding about $name', ({ name }) => {
    expect(verdicts.get(name)).toEqual({ name, blames: [] });
  });

  test.for(defectiveClients)('has a finding about $name', ({ name }) => {
    expect(verdicts.get(name)?.blames).toHaveLength(1);
  });

  test('finds each mistake where README.md says', async () => {
    await expect(readmeOf(verdicts)).toMatchFileSnapshot('README.md');
  });
});
