import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { option, readOptions } from '../../src/schemas/index.ts';

const shape = {
  seed: option.wholeNumber(0),
  profile: option.oneOf(['documented', 'live']),
  now: option.function<() => Date>('a function that returns a Date'),
  skip: option.someOf(['createConnection', 'putItem'], 'a list of operations'),
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
    [{ colour: 'red' }, 'createThing has no option "colour". It has seed, profile, now, skip.'],
    [{ seed: '7' }, 'The option seed is "7". Use a whole number from 0.'],
    [{ seed: -1 }, 'The option seed is -1. Use a whole number from 0.'],
    [{ seed: Number.NaN }, 'The option seed is NaN. Use a whole number from 0.'],
    [{ seed: null }, 'The option seed is null. Use a whole number from 0.'],
    [{ profile: 'Live' }, 'The option profile is "Live". Use "documented" or "live".'],
    [{ profile: ['live'] }, 'The option profile is ["live"]. Use "documented" or "live".'],
    [{ skip: ['putItems'] }, 'The option skip is ["putItems"]. Did you mean "putItem"? Use a list of operations.'],
    [{ skip: ['fetch'] }, 'The option skip is ["fetch"]. Use a list of operations.'],
    [{ skip: [7] }, 'The option skip is an array. Use a list of operations.'],
    [{ now: { secret: 'x' } }, 'The option now is an object. Use a function that returns a Date.'],
    [7, 'createThing takes its options as an object, got 7. Use createThing({ … }).'],
    [null, 'createThing takes its options as an object, got null. Use createThing({ … }).'],
    [[], 'createThing takes its options as an object, got an empty array. Use createThing({ … }).'],
    [Promise.resolve({}), 'createThing takes its options as an object, got an object of type Promise.'],
    [new Map([['seed', 7]]), 'createThing takes its options as an object, got an object of type Map.'],
    [
      function build() {},
      'createThing takes its options as an object, got the function build. Use createThing({ … }).',
    ],
  ] as const)('refuses %o', ([options, message]) => {
    expect(() => readOptions('createThing', shape, options)).toThrow(TypeError);
    expect(() => readOptions('createThing', shape, options)).toThrow(message);
  });

  test('refuses an emulator in the place of options', () => {
    expect(() => readOptions('createThing', shape, createEmulator({ profile: 'documented' }))).toThrow(
      new TypeError('createThing takes its options as an object, got an emulator. Use createThing({ … }).'),
    );
  });
});

test.for([
  [option.wholeNumber(1, 'milliseconds'), [1, 9007199254740991], [0, 1.5, '1', 9007199254740992]],
  [option.wholeNumber(0, '', 65_535), [0, 65_535], [-1, 65_536, null]],
  [option.text('a name', /^\w+$/), ['graph'], ['', 'a b', 7, ['graph']]],
  [option.array(option.text('a name'), 'names'), [[], ['a', '']], [['a', 7], 'a', { length: 0 }]],
  [option.milliseconds(1), [1, 86_400_000], [0, 86_400_001]],
  [option.record('an object'), [{}, { a: 1 }], [[], null, 'a', new Map()]],
  [option.oneOf([401, 403]), [401], ['401', 402, Number.NaN]],
] as const)('%o takes %j and refuses %j', ([allowed, taken, refused]) => {
  for (const value of taken) expect(readOptions('createThing', { it: allowed }, { it: value })).toEqual({ it: value });
  for (const value of refused)
    expect(() => readOptions('createThing', { it: allowed }, { it: value })).toThrow(allowed.use);
});

test('names a required option that is left out', () => {
  const broker = { url: option.required(option.text('a URL')) };

  expect(() => readOptions('verify', broker, {}, 'broker')).toThrow(
    new TypeError('The option broker.url is undefined. Use a URL.'),
  );
});

test('names the unit of a whole number', () => {
  const shape = { timeout: option.wholeNumber(1, 'milliseconds') };

  expect(() => readOptions('createThing', shape, { timeout: 0 })).toThrow(
    new TypeError('The option timeout is 0. Use a whole number of milliseconds from 1.'),
  );
});
