import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeFrame, linesOf, locatorIn } from '../../src/cli/read-payload.ts';
import { positionAt } from '../../src/server/json-file.ts';

describe('locatorIn', () => {
  const text = '{\n  "a": [1, { "b/c": "x,}" }],\n  "": {"a": 2}\n}';

  test.for([
    [[], 1, 1],
    [['a'], 2, 8],
    [['a', '0'], 2, 9],
    [['a', '1', 'b/c'], 2, 21],
    [['', 'a'], 3, 13],
    [['a', '1', 'absent'], 2, 12],
    [['absent'], 1, 1],
  ] as const)('of %j is line %s, column %s', ([path, line, column]) => {
    expect(locatorIn(text)(path)).toEqual({ line, column });
  });

  test('takes a time that grows with the depth alone', { timeout: 60_000 }, () => {
    const depth = 50_000;

    const locate = locatorIn(`${'[{"a":'.repeat(depth)}0${'}]'.repeat(depth)}`);

    expect(locate(['0', 'a', '0'])).toEqual({ line: 1, column: 8 });
  });

  test.for(['x', '\\n', 'x\\"'])(
    'finds what follows a string of 20,000,000 characters, of %j',
    { timeout: 60_000 },
    (part) => {
      const string = `"${part.repeat(20_000_000 / part.length)}"`;

      expect(locatorIn(`{"a":${string},"b":7}`)(['b'])).toEqual({ line: 1, column: string.length + 11 });
    },
  );

  test('finds every value of any JSON text', async () => {
    await fc.assert(
      fc.property(fc.jsonValue(), fc.nat(3), (json, indent) => {
        const written = JSON.stringify(json, null, indent);
        const locate = locatorIn(written);
        for (const [path, value] of entriesOf(json, [])) {
          const { line, column } = locate(path);
          const rest = written
            .split('\n')
            .slice(line - 1)
            .join('\n')
            .slice(column - 1);
          expect(rest.startsWith(JSON.stringify(value)?.[0] ?? '')).toBe(true);
        }
      }),
    );
  });
});

function entriesOf(value: unknown, path: readonly string[]): [readonly string[], unknown][] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [[path, value], ...inner.flatMap(([name, each]) => entriesOf(each, [...path, name]))];
}

describe('codeFrame', () => {
  test('marks the place below its line', () => {
    expect(codeFrame(['{', '  "id": 7', '}'], { line: 2, column: 9 })).toEqual([
      '  1 | {',
      '> 2 |   "id": 7',
      '    |         ^',
    ]);
  });

  test('cuts a long line around the place', () => {
    const text = `{"a":"${'x'.repeat(5000)}","b":7}`;

    const [line = '', mark = ''] = codeFrame(linesOf(text), positionAt(text, text.length - 2));

    expect(line.length).toBeLessThan(120);
    expect(line[mark.indexOf('^')]).toBe('7');
  });

  test('prints no character that steers a terminal', () => {
    expect(codeFrame(['"\u001b[31m\u009b"'], { line: 1, column: 1 }).join('\n')).not.toMatch(/(?!\n)\p{Cc}/u);
  });
});
