import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { graphErrorSchema } from '../../src/index.ts';
import { type RunningServer, startServer } from '../../src/server/index.ts';
import { createRequest } from '../emulator/requests.ts';

let server: RunningServer;
const unhandled = vi.fn<(reason: unknown) => void>();
const printed = vi.spyOn(console, 'error');

beforeAll(async () => {
  server = await startServer();
  process.on('unhandledRejection', unhandled);
  process.on('uncaughtException', unhandled);
});

afterAll(async () => {
  process.off('unhandledRejection', unhandled);
  process.off('uncaughtException', unhandled);
  await server.close();
});

afterEach(async () => {
  const response = await fetch(`${server.url}/`);
  expect(response.status).toBe(200);
  expect(unhandled).not.toHaveBeenCalled();
  expect(printed).not.toHaveBeenCalled();
});

/** Sends bytes over a socket of its own and reads all that comes back. */
async function say(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.write(bytes, 'latin1');
  return await text(socket);
}

function message(head: string, headers: readonly string[] = [], body = ''): string {
  return [head, ...headers, 'Connection: close', '', body].join('\r\n');
}

function bodyOf(response: string): unknown {
  const body = response.slice(response.indexOf('\r\n\r\n') + 4);
  return JSON.parse(/\{.*\}/s.exec(body)?.[0] ?? 'null');
}

const post = 'POST /v1.0/external/connections HTTP/1.1';

describe('bytes that are not HTTP', () => {
  test.for([
    ['noise', 'noise\r\n\r\n'],
    ['zero bytes', '\0\0\0\0\r\n\r\n'],
    ['the first bytes of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['a method that does not exist', message('FROBNICATE /v1.0/external/connections HTTP/1.1', ['Host: localhost'])],
    ['a version that does not exist', message('POST /v1.0/external/connections HTTP/9.9', ['Host: localhost'])],
    ['a header without a colon', message(post, ['Host: localhost', 'no colon here'])],
    ['a header with a zero byte', message(post, ['Host: localhost', 'X-Zero: \0'])],
    ['two lengths', message(post, ['Host: localhost', 'Content-Length: 5', 'Content-Length: 6'], '{}')],
    ['a length that is not a number', message(post, ['Host: localhost', 'Content-Length: many'], '{}')],
    ['chunks that are none', message(post, ['Host: localhost', 'Transfer-Encoding: chunked'], 'zz\r\n')],
  ])('%s gets 400 in the envelope of Graph', async ([, bytes = '']) => {
    const response = await say(bytes);

    expect(response).toMatch(/^HTTP\/1\.1 400 /);
    expect(graphErrorSchema.parse(bodyOf(response)).error.code).toBe('BadRequest');
  });

  test('headers of 20,000 bytes get 431, those of 10,000 bytes are read', async () => {
    const long = await say(message(post, ['Host: localhost', `X-Long: ${'x'.repeat(20_000)}`]));
    const fair = await say(message(post, ['Host: localhost', `X-Long: ${'x'.repeat(10_000)}`]));

    expect(long).toMatch(/^HTTP\/1\.1 431 /);
    expect(graphErrorSchema.parse(bodyOf(long)).error.code).toBe('RequestHeaderFieldsTooLarge');
    expect(fair).toMatch(/^HTTP\/1\.1 401 /);
  });
});

describe('what is strange HTTP', () => {
  test.for([
    ['no host', message(post)],
    ['a host that is none', message(post, ['Host: <script>'])],
    ['a port that is none', message(post, ['Host: x:99999'])],
    ['an unknown expectation', message(post, ['Host: localhost', 'Expect: miracles'])],
    ['a percent sign alone', message('GET /v1.0/external/connections/%zz HTTP/1.1', ['Host: localhost'])],
    ['bytes that are no UTF-8', message('DELETE /v1.0/external/connections/%E0%A4%A HTTP/1.1', ['Host: localhost'])],
    ['two slashes', message('GET // HTTP/1.1', ['Host: localhost'])],
    ['a star', message('OPTIONS * HTTP/1.1', ['Host: localhost'])],
    ['a whole URL', message('GET ftp://x/y HTTP/1.1', ['Host: localhost'])],
    ['TRACE', message('TRACE /v1.0/external/connections HTTP/1.1', ['Host: localhost'])],
    ['PROPFIND', message('PROPFIND / HTTP/1.1', ['Host: localhost'])],
    [
      'a GET with a body',
      message('GET /v1.0/external/connections HTTP/1.1', ['Host: localhost', 'Content-Length: 2'], '{}'),
    ],
    ['an upgrade', message(post, ['Host: localhost', 'Upgrade: websocket'])],
  ])('%s gets a response in the envelope of Graph', async ([, bytes = '']) => {
    const response = await say(bytes);

    expect(response).toMatch(/^HTTP\/1\.1 [45]\d\d /);
    expect(response).not.toMatch(/^HTTP\/1\.1 500 /);
    expect(graphErrorSchema.safeParse(bodyOf(response)).success).toBe(true);
  });

  test('CONNECT ends the connection', async () => {
    expect(await say(message('CONNECT x:443 HTTP/1.1', ['Host: localhost']))).toBe('');
  });
});

describe('a client that goes away', () => {
  test('in the middle of its body leaves nothing stored', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    const headers = 'Host: localhost\r\nAuthorization: Bearer opaque-access-token\r\nContent-Type: application/json';
    socket.write(`${post}\r\n${headers}\r\nContent-Length: 100\r\n\r\n{"id":"halfway"`);
    await once(socket, 'connect');
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.resetAndDestroy();
    await new Promise((resolve) => setTimeout(resolve, 50));

    const status = await (await fetch(`${server.url}/status.json`)).text();

    expect(status).not.toContain('halfway');
  });

  test('before its response does no harm to the next', async () => {
    const url = `${server.url}/v1.0/external/connections`;
    const gone = new AbortController();
    const first = fetch(createRequest({ id: 'gone1' }, { url }), { signal: gone.signal }).catch(() => {});
    gone.abort();
    await first;

    const next = await fetch(createRequest({ id: 'next1' }, { url }));

    expect(next.status).toBe(201);
  });
});
