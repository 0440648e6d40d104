import * as fc from 'fast-check';

/** Bounds of a length, both included. */
export interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** One ASCII letter or digit; `a` is the smallest. */
const letterOrDigit = fc.constantFrom(...letters, ...letters.toUpperCase(), ...'0123456789');

/**
 * A length: mostly the smallest, sometimes any, and every tenth time the largest. Shrinks to the smallest, for every
 * number above the largest is cut to it.
 */
export function lengthBetween({ minimum, maximum }: Bounds): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(minimum) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: minimum, max: 2 * maximum }).map((length) => Math.min(length, maximum)),
    },
  );
}

/** Text in any script; its length is counted in UTF-16 code units, as .NET does, so it is never longer in code points. */
export function text(bounds: Bounds): fc.Arbitrary<string> {
  return stretched(fc.string({ unit: 'grapheme', maxLength: bounds.maximum }), fc.constantFrom('a', 'é', '数'), bounds);
}

/** ASCII letters and digits. */
export function alphanumeric(bounds: Bounds): fc.Arbitrary<string> {
  return stretched(fc.string({ unit: letterOrDigit, maxLength: bounds.maximum }), fc.constant('a'), bounds);
}

/** A short text filled up with one letter to the length, so that a long one shrinks in few steps. */
function stretched(start: fc.Arbitrary<string>, filling: fc.Arbitrary<string>, bounds: Bounds): fc.Arbitrary<string> {
  return fc
    .tuple(start, filling, lengthBetween(bounds))
    .map(([some, letter, length]) => some.padEnd(length, letter))
    .filter(({ length }) => length <= bounds.maximum);
}
