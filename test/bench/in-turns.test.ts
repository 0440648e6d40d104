import { describe, expect, test } from 'vitest';
import { compared, inTurns, median } from './in-turns.ts';

describe('inTurns', () => {
  test('measures every subject once in each round, and begins each round with another', async () => {
    const calls: string[] = [];
    const note = (name: string) => () => calls.push(name);

    await inTurns({ a: note('a'), b: note('b') }, 2);

    expect(calls.join(' ')).toBe('a b b a a b');
  });

  test('does not count the round that warms up', async () => {
    let figure = 0;

    const turns = await inTurns({ only: () => (figure += 1) }, 3);

    expect(turns.only).toEqual([2, 3, 4]);
  });
});

describe('compared', () => {
  test('takes the ratio within each round, so that a slow round does not count', () => {
    const { ratio } = compared([2, 40, 6], [1, 20, 2]);

    expect(ratio).toBe(2);
  });

  test('gives the median of either side', () => {
    expect(compared([1, 2, 9], [4, 4, 5])).toMatchObject({ ours: 2, peer: 4 });
  });
});

test.for([
  [[3], 3],
  [[9, 1, 2], 2],
  [[10, 1, 2, 4], 3],
] as const)('the median of %j is %d', ([figures, expected]) => {
  expect(median(figures)).toBe(expected);
});
