import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { handlersFor, loopback } from '../../src/msw/index.ts';
import { type RunningServer, startServer } from '../../src/server/index.ts';
import { runInProcess } from '../cli/run-in-process.ts';

const emulators = { fetch: createEmulator(), msw: createEmulator(), server: createEmulator() };
const server = setupServer(...handlersFor(emulators.msw, { printRefusals: false }), loopback);
let running: RunningServer;
let folder: string;

beforeAll(async () => {
  running = await startServer({ emulator: emulators.server });
  server.listen();
  folder = await mkdtemp(join(tmpdir(), 'same-bytes-'));
});

afterAll(async () => {
  server.close();
  await running.close();
  await rm(folder, { recursive: true });
});

interface Sent {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

const path = '/v1.0/external/connections';

/** What became of a request: the status, and the rules that it breaks or that advise against it. */
interface Outcome {
  readonly status: number;
  readonly rules: readonly string[];
  readonly advisories: readonly string[];
  readonly stored: unknown;
}

/** Sends the bytes to an emulator through one of its doors. */
async function outcomeOf(emulator: Emulator, send: typeof fetch, root: string, sent: Sent): Promise<Outcome> {
  emulator.reset();
  const { status } = await send(`${root}${path}`, {
    method: 'POST',
    headers: { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json', ...sent.headers },
    body: sent.bytes,
  });
  const [exchange] = emulator.exchanges;
  return {
    status,
    rules: exchange?.violations.map(({ rule }) => rule) ?? [],
    advisories: exchange?.advisories.map(({ rule }) => rule) ?? [],
    stored: emulator.connections[0]?.name,
  };
}

/** The same of the command line, for a file that contains the bytes. */
async function outcomeOfCheck({ bytes }: Sent): Promise<Pick<Outcome, 'rules' | 'advisories'>> {
  const file = join(folder, 'body.json');
  await writeFile(file, bytes);
  const { stdout, stderr, exitCode } = await runInProcess(['check', '--json', file]);
  if (exitCode === 2) return { rules: [stderr.includes('it is empty') ? 'body.present' : 'body.json'], advisories: [] };
  const [{ violations, advisories = [] }] = JSON.parse(stdout) as [
    { violations: { rule: string }[]; advisories?: { rule: string }[] },
  ];
  return { rules: violations.map(({ rule }) => rule), advisories: advisories.map(({ rule }) => rule) };
}

const graph = 'https://graph.microsoft.com';
const text = '{"id":"contosohr","name":"Contoso Größe"}';
const deep = (depth: number) =>
  `{"id":"contosohr","name":"HR","activitySettings":${'['.repeat(depth)}${']'.repeat(depth)}}`;
const utf16 = (value: string) => Buffer.from(value, 'utf16le');

type Row = readonly [title: string, body: string | Uint8Array, status: number, rule?: string];

/** Bytes without a header that says how to read them: a file and a body. */
const bodies: readonly Row[] = [
  ['plain UTF-8', text, 201],
  ['a byte order mark', `\uFEFF${text}`, 201, 'body.mark'],
  ['two byte order marks', `\uFEFF\uFEFF${text}`, 400, 'body.json'],
  ['a byte order mark alone', '\uFEFF', 400, 'body.present'],
  ['UTF-16 with its mark', utf16(`\uFEFF${text}`), 201, 'body.mark'],
  ['big endian UTF-16 with its mark', utf16(`\uFEFF${text}`).swap16(), 201, 'body.mark'],
  ['UTF-16 without a mark', utf16(text), 400, 'body.json'],
  ['Latin-1', Buffer.from(text, 'latin1'), 201, 'body.charset'],
  ['invalid UTF-8 in a string', Buffer.from(`${text.slice(0, -2)}\xff\xfe"}`, 'latin1'), 201, 'body.charset'],
  ['invalid UTF-8 outside of strings', Buffer.from(`\xc3${text}`, 'latin1'), 400, 'body.json'],
  ['a cut-off UTF-8 sequence', Buffer.from(text).subarray(0, Buffer.from(text).indexOf(0xc3) + 1), 400, 'body.json'],
  ['bytes that are gzip, without the header', gzipSync(text), 400, 'body.json'],
  ['a duplicate key', '{"id":"contoso-hr","name":"HR","id":"contosohr"}', 201],
  ['a duplicate key, the wrong one last', '{"id":"contosohr","name":"HR","id":"contoso-hr"}', 400, 'id.alphanumeric'],
  ['text behind the object', `${text}x`, 400, 'body.json'],
  ['a second object', `${text}${text}`, 400, 'body.json'],
  ['a NUL behind the object', `${text}\0`, 400, 'body.json'],
  ['space around the object', `\r\n\t ${text}\n\n`, 201],
  ['space that JSON does not allow', `\u00a0${text}`, 400, 'body.json'],
  ['no bytes', '', 400, 'body.present'],
  ['white space', ' \r\n\t', 400, 'body.present'],
  ['null', 'null', 400, 'body.object'],
  ['an array', `[${text}]`, 400, 'body.object'],
  ['a comment', `/* HR */${text}`, 400, 'body.json'],
  ['a comma at the end', '{"id":"contosohr","name":"HR",}', 400, 'body.json'],
  ['a control character in a string', '{"id":"contosohr","name":"H\u0001R"}', 400, 'body.json'],
  ['a lone surrogate', '{"id":"contosohr","name":"\\ud800"}', 201],
  ['ten thousand nested arrays', deep(10_000), 400, 'body.depth'],
  ['a hundred thousand nested arrays', deep(100_000), 400, 'body.depth'],
  ['nested arrays that do not end', '['.repeat(100_000), 400, 'body.json'],
  ['a number in place of a text', '{"id":"contosohr","name":1e999}', 400, 'json.string'],
  ['a number of thousands of digits', `{"id":${'9'.repeat(5000)},"name":"HR"}`, 400, 'json.string'],
  ['an exponent beyond doubles', '{"id":"contosohr","name":"HR","ingestedItemsCount":1e400}', 400, 'json.int64'],
  ['__proto__', '{"id":"contosohr","name":"HR","__proto__":{"state":"ready"}}', 400, 'property.known'],
  ['constructor', '{"id":"contosohr","name":"HR","constructor":{"prototype":{}}}', 400, 'property.known'],
  [
    '__proto__ in a nested object',
    '{"id":"contosohr","name":"HR","activitySettings":{"__proto__":[]}}',
    400,
    'property.known',
  ],
];

const json = (parameters: string) => ({ 'Content-Type': `application/json${parameters}` });
const encoded = (encoding: string) => ({ 'Content-Encoding': encoding });

/** Bytes that a header describes. */
const messages: readonly (readonly [...row: Row, headers: Readonly<Record<string, string>>])[] = [
  ['charset=utf-8', text, 201, undefined, json('; charset=utf-8')],
  ['charset=UTF-8', text, 201, undefined, json(';charset=UTF-8')],
  ['a quoted charset', text, 201, undefined, json('; charset="utf-8"')],
  ['charset=utf8', text, 201, undefined, json('; charset=utf8')],
  ['a charset behind other parameters', text, 201, undefined, json('; odata.metadata=minimal; charset=utf-8')],
  ['a charset that does not exist', text, 201, undefined, json('; charset=unheard-of')],
  ['an empty charset', text, 201, undefined, json('; charset=')],
  ['Latin-1 that is named', Buffer.from(text, 'latin1'), 201, undefined, json('; charset=iso-8859-1')],
  ['UTF-16 that is named', utf16(text), 201, undefined, json('; charset=utf-16')],
  ['UTF-16 that is named, with its mark', utf16(`\uFEFF${text}`), 201, 'body.mark', json('; charset=utf-16')],
  ['UTF-8 that is named UTF-16', text, 400, 'body.json', json('; charset=utf-16')],
  ['a mark of UTF-8 against a named UTF-16', `\uFEFF${text}`, 201, 'body.mark', json('; charset=utf-16')],
  ['another content type', text, 400, 'contentType.json', { 'Content-Type': 'text/json; charset=utf-8' }],
  ['a content type with a suffix', text, 400, 'contentType.json', { 'Content-Type': 'application/vnd.api+json' }],
  ['a content type in capitals', text, 201, undefined, { 'Content-Type': 'APPLICATION/JSON' }],
  ['gzip', gzipSync(text), 201, undefined, encoded('gzip')],
  ['x-gzip', gzipSync(text), 201, undefined, encoded('X-Gzip')],
  ['deflate', deflateSync(text), 201, undefined, encoded('deflate')],
  ['identity', text, 201, undefined, encoded('identity')],
  ['gzip of a byte order mark', gzipSync(`\uFEFF${text}`), 201, 'body.mark', encoded('gzip')],
  ['gzip of named UTF-16', gzipSync(utf16(text)), 201, undefined, { ...encoded('gzip'), ...json('; charset=utf-16') }],
  ['gzip of a wrong id', gzipSync(text.replace('contosohr', 'contoso-hr')), 400, 'id.alphanumeric', encoded('gzip')],
  ['a plain body that is named gzip', text, 400, 'contentEncoding.matches', encoded('gzip')],
  ['gzip that is named deflate', gzipSync(text), 400, 'contentEncoding.matches', encoded('deflate')],
  ['raw deflate', deflateRawSync(text), 400, 'contentEncoding.matches', encoded('deflate')],
  ['gzip that is cut off', gzipSync(text).subarray(0, -5), 400, 'contentEncoding.matches', encoded('gzip')],
  [
    'bytes behind gzip',
    Buffer.concat([gzipSync(text), Buffer.from('x')]),
    400,
    'contentEncoding.matches',
    encoded('gzip'),
  ],
  ['gzip twice', gzipSync(gzipSync(text)), 415, 'contentEncoding.known', encoded('gzip, gzip')],
  ['Brotli', brotliCompressSync(text), 415, 'contentEncoding.known', encoded('br')],
  ['no bytes that are named gzip', '', 400, 'body.present', encoded('gzip')],
  ['gzip of more than a body may have', gzipSync(Buffer.alloc(5_000_000, ' ')), 413, undefined, encoded('gzip')],
  ['more bytes than a body may have', ' '.repeat(5_000_000), 413, undefined, {}],
];

/** The bytes at each door that has headers. */
async function outcomesOf(sent: Sent): Promise<readonly [Outcome, Outcome, Outcome]> {
  return [
    await outcomeOf(emulators.fetch, emulators.fetch.fetch, graph, sent),
    await outcomeOf(emulators.msw, fetch, graph, sent),
    await outcomeOf(emulators.server, fetch, running.url, sent),
  ];
}

function sentOf(body: string | Uint8Array, headers: Sent['headers'] = {}): Sent {
  return { bytes: new Uint8Array(typeof body === 'string' ? Buffer.from(body) : body), headers };
}

describe('a body', () => {
  beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));

  test.for(bodies)('has one outcome through the emulator, MSW, the server and check: %s', async (row) => {
    const [, body, status, rule] = row;

    const [direct, ...others] = await outcomesOf(sentOf(body));

    expect({ status: direct.status, rule: [...direct.rules, ...direct.advisories][0] }).toEqual({ status, rule });
    expect(others).toEqual([direct, direct]);
    expect(await outcomeOfCheck(sentOf(body))).toEqual({ rules: direct.rules, advisories: direct.advisories });
  });

  test.for(messages)('has one outcome through the emulator, MSW and the server: %s', async (row) => {
    const [, body, status, rule, headers] = row;

    const [direct, ...others] = await outcomesOf(sentOf(body, headers));

    expect({ status: direct.status, rule: [...direct.rules, ...direct.advisories][0] }).toEqual({ status, rule });
    expect(others).toEqual([direct, direct]);
  });
});
