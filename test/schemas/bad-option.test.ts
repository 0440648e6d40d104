import { expect, test } from 'vitest';
import { requireWholeNumber } from '../../src/schemas/index.ts';

test.for([0, 1.5, Number.NaN, '7', undefined])('an option that must be a whole number refuses %j', (value) => {
  expect(() => requireWholeNumber('timeout', value as number, 1, 'milliseconds')).toThrow(TypeError);
});

test('an option that must be a whole number is told with its unit', () => {
  expect(() => requireWholeNumber('timeout', 0, 1, 'milliseconds')).toThrow(
    new TypeError('The option timeout is 0. Use a whole number of milliseconds from 1.'),
  );
  expect(() => requireWholeNumber('timeout', 1, 1)).not.toThrow();
});
