import { describe, expect, test } from 'vitest';
import { unexplained, updated } from './results.ts';
import { cellsOf } from './results-table.ts';
import { isMet, type Row } from './row.ts';

const slow: Row = { what: 'create', ours: 9, unit: 'µs', target: { of: 'ours', atMost: 8 } };
const invalid: Row = { what: 'valid', ours: 97, unit: '% valid', target: { of: 'ours', atLeast: 100 } };
const beside: Row = { ...slow, peer: { name: 'a peer', figure: 3 }, ratio: 3, target: { of: 'ratio', atMost: 1.1 } };

describe('a target', () => {
  test.for([
    [slow, false],
    [{ ...slow, ours: 8 }, true],
    [invalid, false],
    [{ ...invalid, ours: 100 }, true],
    [beside, false],
    [{ ...beside, ratio: 1.1 }, true],
    [{ what: 'create', ours: 9, unit: 'µs' }, true],
  ] satisfies [Row, boolean][])('%j is met: %s', ([row, expected]) => {
    expect(isMet(row)).toBe(expected);
  });

  test('of a ratio is missed by a row that has none', () => {
    expect(isMet({ ...slow, target: { of: 'ratio', atMost: 1 } })).toBe(false);
  });
});

describe('unexplained', () => {
  test('has a row that misses its target', () => {
    expect(unexplained([slow, { ...slow, ours: 7 }], {})).toEqual([slow]);
  });

  test('leaves out a row that is explained up to its figure', () => {
    expect(unexplained([slow], { create: { because: 'of that', bound: 9 } })).toEqual([]);
  });

  test('has a row that is explained and got worse', () => {
    expect(unexplained([slow], { create: { because: 'of that', bound: 8.5 } })).toEqual([slow]);
  });

  test('takes the bound of a share from below', () => {
    expect(unexplained([invalid], { valid: { because: 'of that', bound: 97 } })).toEqual([]);
  });

  test('distinguishes rows of the same figure beside different peers', () => {
    expect(unexplained([beside], { create: { because: 'of that', bound: 9 } })).toEqual([beside]);
  });
});

describe('updated', () => {
  const missed = { create: { because: 'of that', bound: 9 } };
  const before = { machine: 'old', questions: { a: [slow], b: [invalid] }, missed };

  test('replaces the rows of what was measured, and keeps the others', () => {
    const { questions } = updated(before, 'new', { b: [] });

    expect(questions).toEqual({ a: [slow], b: [] });
  });

  test('keeps an explanation while its row misses the target', () => {
    expect(updated(before, 'new', { a: [{ ...slow, ours: 10 }] }).missed).toEqual(missed);
  });

  test('drops an explanation once its row reaches the target', () => {
    expect(updated(before, 'new', { a: [{ ...slow, ours: 1 }] }).missed).toEqual({});
  });
});

describe('cellsOf', () => {
  test('says what was measured, both figures, the ratio, and whether the target is met', () => {
    expect(cellsOf({ ...beside, ratio: 1 })).toEqual(['create', '9.00 µs', '3.00 µs: a peer', '1.00', '≤ 1.1: met']);
  });

  test('says why a target is missed', () => {
    const cells = cellsOf(slow, { create: { because: 'of that', bound: 9 } });

    expect(cells.at(-1)).toBe('≤ 8 µs: missed: of that');
  });
});
