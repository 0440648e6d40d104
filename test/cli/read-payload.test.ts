import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { positionOfError } from '../../src/cli/read-payload.ts';

test('finds a character that JSON does not allow, in any place', async () => {
  // Outside of strings: JSON.stringify writes none of these values with one.
  const value = fc.jsonValue({ noUnicodeString: true }).filter((json) => !JSON.stringify(json).includes('"'));

  await fc.assert(
    fc.property(value, fc.nat(), (json, at) => {
      const text = JSON.stringify(json, null, 1);
      const place = at % (text.length + 1);
      const lines = text.slice(0, place).split('\n');
      const { length: line } = lines;
      const column = (lines.at(-1)?.length ?? 0) + 1;

      expect(positionOfError(`${text.slice(0, place)}§${text.slice(place)}`)).toEqual({ line, column });
    }),
  );
});

test('finds the end of a text that ends too early', async () => {
  await fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), (json, at) => {
      const text = JSON.stringify({ json });
      const beginning = text.slice(0, 1 + (at % (text.length - 1)));

      expect(positionOfError(beginning)).toEqual({ line: 1, column: beginning.length + 1 });
    }),
  );
});
