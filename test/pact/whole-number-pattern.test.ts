import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wholeNumberPattern } from '../../src/pact/matcher.ts';

describe('wholeNumberPattern', () => {
  test('matches the digits of a number from minimum to maximum, and of no other', () => {
    const range = fc.tuple(fc.integer(), fc.integer()).map((ends) => ends.toSorted((one, other) => one - other));
    fc.assert(
      fc.property(range, fc.integer(), ([minimum = 0, maximum = 0], number) => {
        const pattern = new RegExp(wholeNumberPattern(minimum, maximum));
        const near = [minimum - 1, minimum, minimum + 1, maximum - 1, maximum, maximum + 1, number];
        expect(near.filter((one) => pattern.test(String(one)))).toEqual(
          near.filter((one) => one >= minimum && one <= maximum),
        );
      }),
    );
  });

  test('matches nothing but the digits of a whole number', () => {
    const pattern = new RegExp(wholeNumberPattern(-5, 20));

    expect(['', '-', '-0', '007', '1.5', '1e1', ' 1', '1\n', '+1'].filter((text) => pattern.test(text))).toEqual([]);
  });
});
