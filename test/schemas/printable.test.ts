import { describe, expect, test, vi } from 'vitest';
import { exchangeLines } from '../../src/cli/exchange-lines.ts';
import { createEmulator, explainExchange } from '../../src/emulator/index.ts';
import { printRefusals } from '../../src/msw/emulator-in-runner.ts';
import { didYouMean, printable, printableJson } from '../../src/schemas/index.ts';
import { statusOf } from '../../src/server/status.ts';
import { requestTo } from '../emulator/requests.ts';

/** Steers a terminal, forges a line, or turns the direction of a text. */
const hostile = '\u001b[2J\u001b]0;PWNED\u0007\r\nFAKE 200\u009b1m\u202eevil\u2028x\u200f';
const steering = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

test.for([
  ['\u001b[2J', String.raw`\u001b[2J`],
  ['a\r\nb', String.raw`a\u000d\u000ab`],
  ['\u009b1m', String.raw`\u009b1m`],
  ['\u202eabc\u200f', String.raw`\u202eabc\u200f`],
  ['\u2028\ud800', String.raw`\u2028\ud800`],
  ['a tag: \u{e0041}', String.raw`a tag: \udb40\udc41`],
  ['Contoso HR – größer 数据 🙂', 'Contoso HR – größer 数据 🙂'],
])('printable writes %j as %s', ([text = '', written]) => {
  expect(printable(text)).toBe(written);
});

test.for([
  ['naem', ' Did you mean "name"?'],
  ['nm', ''],
  ['na', ''],
  ['description'.padEnd(64, '.'), ''],
])('didYouMean finds for %s: %s', ([name = '', hint]) => {
  expect(didYouMean(name, ['name', 'description'])).toBe(hint);
});

test('didYouMean compares no name of more than 64 characters', () => {
  const known = 'a'.repeat(64);

  expect(didYouMean(known.replace('a', 'b'), [known])).toBe(` Did you mean "${known}"?`);
  expect(didYouMean(`${known}b`, [known])).toBe('');
});

test('printable cuts a long text, and says how long it was', () => {
  expect(printable('x'.repeat(500_000), 3)).toBe('xxx… (500000 characters)');
});

test('printableJson escapes what JSON.stringify leaves, and keeps its own lines', () => {
  const text = printableJson({ [hostile]: hostile });

  expect(text.split('\n').filter((line) => steering.test(line))).toEqual([]);
  expect(text.split('\n')).toHaveLength(3);
  expect(JSON.parse(text)).toEqual({ [hostile]: hostile });
});

describe('what came with a request', () => {
  const batch = (method: string, url: string, body?: object) => ({
    requests: [{ id: '1', method, url, headers: { 'Content-Type': 'application/json' }, body }],
  });

  test.for([
    ['the method of a part', batch(hostile, '/external/connections')],
    ['the URL of a part', batch('GET', `/external/connections?${hostile}=${hostile}`)],
    ['the name of a property', batch('POST', '/external/connections', { id: 'hr1', name: 'HR', [hostile]: 1 })],
    ['a value', batch('POST', '/external/connections', { id: hostile, name: hostile })],
    ['a method of 500,000 letters', batch('X'.repeat(500_000), '/external/connections')],
  ] as const)('%s steers no terminal, log, page or report', async ([, body]) => {
    const print = vi.spyOn(console, 'error').mockImplementation(() => {});
    const graph = createEmulator({ onAdvisory: () => {} });
    await graph.fetch(new Request('https://graph.microsoft.com/v1.0/$batch', requestTo('', { method: 'POST', body })));

    printRefusals(graph.exchanges);
    const lines = [
      ...graph.exchanges.map((exchange) => exchangeLines(exchange)),
      ...graph.exchanges.map(explainExchange),
      ...print.mock.calls.flat(),
    ];
    const status = statusOf(graph).exchanges.map(({ method, path, violations }) => [method, path, violations]);
    print.mockRestore();

    expect(graph.exchanges.length).toBe(2);
    expect(lines.flatMap((text) => String(text).split('\n')).filter((line) => steering.test(line))).toEqual([]);
    expect(lines.join('\n')).not.toMatch(/^\W*FAKE/m);
    expect(lines.join('\n').length).toBeLessThan(20_000);
    expect(JSON.stringify(status).replaceAll(/\\\\u[0-9a-f]{4}/g, '')).not.toMatch(steering);
  });
});
