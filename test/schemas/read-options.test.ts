import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createEmulator } from '../../src/emulator/index.ts';
import { readOptions, requireWholeNumber } from '../../src/schemas/index.ts';

const shape = {
  seed: z.int('a whole number from 0').min(0, 'a whole number from 0').optional(),
  profile: z.enum(['documented', 'live'], '"documented" or "live"').optional(),
  now: z.custom<() => Date>((value) => typeof value === 'function', 'a function that returns a Date').optional(),
};

describe('readOptions', () => {
  test('returns the options that are given, and leaves out none of them', () => {
    const now = () => new Date(0);

    expect(readOptions('createThing', shape, { seed: 7, now })).toEqual({ seed: 7, now });
    expect(readOptions('createThing', shape, { seed: undefined })).toEqual({});
    expect(readOptions('createThing', shape)).toEqual({});
  });

  test.for([
    [{ sead: 1 }, 'createThing has no option "sead". Did you mean "seed"?'],
    [{ Profile: 'live' }, 'createThing has no option "Profile". Did you mean "profile"?'],
    [{ colour: 'red' }, 'createThing has no option "colour". It has seed, profile, now.'],
    [{ seed: '7' }, 'The option seed is "7". Use a whole number from 0.'],
    [{ seed: -1 }, 'The option seed is -1. Use a whole number from 0.'],
    [{ seed: Number.NaN }, 'The option seed is NaN. Use a whole number from 0.'],
    [{ seed: null }, 'The option seed is null. Use a whole number from 0.'],
    [{ profile: 'Live' }, 'The option profile is "Live". Use "documented" or "live".'],
    [{ profile: ['live'] }, 'The option profile is an array. Use "documented" or "live".'],
    [{ now: { secret: 'x' } }, 'The option now is an object. Use a function that returns a Date.'],
    [7, 'createThing takes its options as an object, got 7. Use createThing({ … }).'],
    [null, 'createThing takes its options as an object, got null. Use createThing({ … }).'],
    [[], 'createThing takes its options as an object, got an empty array. Use createThing({ … }).'],
    [
      function build() {},
      'createThing takes its options as an object, got the function build. Use createThing({ … }).',
    ],
  ] as const)('refuses %o', ([options, message]) => {
    expect(() => readOptions('createThing', shape, options)).toThrow(new TypeError(message));
  });

  test('refuses an emulator in the place of options', () => {
    expect(() => readOptions('createThing', shape, createEmulator({ profile: 'documented' }))).toThrow(
      new TypeError('createThing takes its options as an object, got an emulator. Use createThing({ … }).'),
    );
  });
});

test.for([0, 1.5, Number.NaN, '7', undefined])('requireWholeNumber refuses %j', (value) => {
  expect(() => requireWholeNumber('timeout', value as number, 1, 'milliseconds')).toThrow(TypeError);
});

test('requireWholeNumber names the option, the value and the unit', () => {
  expect(() => requireWholeNumber('timeout', 0, 1, 'milliseconds')).toThrow(
    new TypeError('The option timeout is 0. Use a whole number of milliseconds from 1.'),
  );
  expect(() => requireWholeNumber('timeout', 1, 1)).not.toThrow();
});
