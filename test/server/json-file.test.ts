import * as fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { jsonIn, positionOfError } from '../../src/server/json-file.ts';

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

test.for([
  ['\xff\xfe{\0', 'is UTF-16 (little endian), not UTF-8'],
  ['\xfe\xff\0{', 'is UTF-16 (big endian), not UTF-8'],
  ['{\0', 'is UTF-16 (little endian) without a byte order mark, not UTF-8'],
  ['\0{', 'is UTF-16 (big endian) without a byte order mark, not UTF-8'],
  ['{"name": "M\xfcller', 'is in another encoding, such as Windows-1252 or ISO-8859-1, not UTF-8'],
] as const)('names the encoding of %j, and the fix', ([bytes, problem]) => {
  const found = jsonIn(Buffer.from(bytes, 'latin1'));

  expect(found).toMatchObject({ value: undefined, problem: { problem, fix: 'Save it as UTF-8' } });
});

test('reads what a byte order mark makes readable', () => {
  expect(jsonIn(Buffer.from('\ufeff{"a":1}', 'utf16le')).value).toEqual({ a: 1 });
  expect(jsonIn(Buffer.from('\ufeff{"a":1}'))).toMatchObject({ value: { a: 1 }, problem: undefined });
});

test.for(['', '\0', '\xff'])('reads %j without an error', (bytes) => {
  expect(jsonIn(Buffer.from(bytes, 'latin1'))).toMatchObject({
    value: undefined,
    problem: { fix: expect.any(String) },
  });
});

test('repeats what the engine says where it is one that names no position', () => {
  const parse = vi.spyOn(JSON, 'parse').mockImplementation(() => {
    throw new SyntaxError('JSON Parse error: Unexpected identifier "x\u001b"');
  });
  onTestFinished(() => parse.mockRestore());

  expect(jsonIn(Buffer.from('{\n"a": x\u001b'))).toMatchObject({
    problem: { problem: 'is not JSON (JSON Parse error: Unexpected identifier "x\\u001b")', fix: 'Correct it' },
  });
});
