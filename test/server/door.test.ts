import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { graphErrorSchema } from '../../src/index.ts';
import { type RunningServer, startServer } from '../../src/server/index.ts';

const emulator = createEmulator();
let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ emulator });
});
beforeEach(() => {
  emulator.reset();
  emulator.put({ id: 'before1', name: 'Before' });
});
afterAll(() => server.close());

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>> | readonly string[];
  readonly body?: string;
}

/** Sends a request with headers that fetch does not let one set; returns the whole response as text. */
async function send(path: string, { method = 'GET', headers = {}, body = '' }: Sent = {}): Promise<string> {
  const { port, host } = new URL(server.url);
  const lines = Array.isArray(headers)
    ? headers
    : Object.entries({ Host: host, ...headers }).map((pair) => pair.join(': '));
  const socket = connect(Number(port), '127.0.0.1');
  const length = body === '' ? [] : [`Content-Length: ${body.length}`];
  socket.write([`${method} ${path} HTTP/1.1`, ...lines, ...length, 'Connection: close', '', body].join('\r\n'));
  return await text(socket);
}

const statusOf = (response: string) => Number(response.split(' ', 2)[1]);
const state = JSON.stringify({ state: '' });
const create = JSON.stringify({ id: 'contosohr', name: 'Contoso HR' });
const json = { 'Content-Type': 'application/json' };
const token = { Authorization: 'Bearer opaque-access-token' };

describe('the header Host', () => {
  test.for(['rebind.example', 'rebind.example:3000', '10.0.0.1', 'localhost.evil.example', '127.0.0.1.evil.example'])(
    '%s is refused on every path, with the reason',
    async (Host) => {
      const responses = await Promise.all([
        send('/', { headers: { Host } }),
        send('/status.json', { headers: { Host } }),
        send('/v1.0/external/connections', { headers: { Host, ...token } }),
        send('/_pact/provider-states', { method: 'POST', headers: { Host, ...json }, body: state }),
      ]);

      expect(responses.map(statusOf)).toEqual([403, 403, 403, 403]);
      expect(responses[2]).toContain('Use 127.0.0.1 or localhost');
      expect(emulator.connections).toHaveLength(1);
    },
  );

  test.for([
    'localhost',
    'LOCALHOST:9',
    '127.0.0.1',
    '127.9.9.9:80',
    '[::1]:3000',
    'app.localhost',
    'localhost.',
    'localhost.:9',
  ])('%s is taken', async (Host) => {
    const page = await send('/status.json', { headers: { Host } });
    const list = await send('/v1.0/external/connections', { headers: { Host, ...token } });

    expect([page, list].map(statusOf)).toEqual([200, 200]);
  });

  test.for(['graph.microsoft.com', 'graph.microsoft.us:443'])(
    '%s is taken for the paths of Graph alone',
    async (Host) => {
      const page = await send('/status.json', { headers: { Host } });
      const list = await send('/v1.0/external/connections', { headers: { Host, ...token } });

      expect([page, list].map(statusOf)).toEqual([403, 200]);
    },
  );

  test('is refused where there are two', async () => {
    const headers = ['Host: 127.0.0.1', 'Host: rebind.example', 'Authorization: Bearer opaque-access-token'];

    const response = await send('/v1.0/external/connections', { headers });

    expect(statusOf(response)).toBe(400);
  });

  test.for([
    ['absent', []],
    ['with a path', ['Host: 127.0.0.1/x']],
    ['with user information', ['Host: rebind.example@127.0.0.1']],
    ['with a space', ['Host: 127.0.0.1 x']],
    ['with two dots', ['Host: app..localhost']],
  ] as const)('is refused with 400 where it is %s', async ([, headers]) => {
    const response = await send('/health', { headers: [...headers, 'X-Other: 1'] });

    expect(statusOf(response)).toBe(400);
  });

  test('gives way to the host of a target in absolute form', async () => {
    const { host } = new URL(server.url);

    const foreign = await send('http://rebind.example/status.json');
    const own = await send(`http://${host}/status.json`);
    const graph = await send('https://graph.microsoft.com/v1.0/external/connections', {
      headers: { Host: host, ...token },
    });

    expect([foreign, own, graph].map(statusOf)).toEqual([403, 200, 200]);
  });
});

describe('a page of another origin', () => {
  test.for<[string, Sent]>([
    ['text/plain, as no-cors sends it', { headers: { 'Content-Type': 'text/plain' } }],
    ['a form', { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }],
    ['no content type', {}],
    ['another Origin', { headers: { ...json, Origin: 'https://evil.example' } }],
    ['another port of this machine', { headers: { ...json, Origin: 'http://127.0.0.1:1' } }],
    ['the Origin null', { headers: { ...json, Origin: 'null' } }],
    ['Sec-Fetch-Site: cross-site', { headers: { ...json, 'Sec-Fetch-Site': 'cross-site' } }],
    ['Sec-Fetch-Site: same-site', { headers: { ...json, 'Sec-Fetch-Site': 'same-site' } }],
  ])('changes nothing by %s', async ([, sent]) => {
    const response = await send('/_pact/provider-states', { method: 'POST', body: state, ...sent });

    expect([403, 415]).toContain(statusOf(response));
    expect(emulator.connections).toHaveLength(1);
  });

  test('reads nothing of the kit', async () => {
    const response = await send('/status.json', { headers: { 'Sec-Fetch-Site': 'cross-site' } });

    expect(statusOf(response)).toBe(403);
  });

  test('may use the paths of Graph, as those of Graph', async () => {
    const headers = { ...json, ...token, Origin: 'https://app.example', 'Sec-Fetch-Site': 'cross-site' };

    const response = await send('/v1.0/external/connections', { method: 'POST', headers, body: create });

    expect(statusOf(response)).toBe(201);
  });

  test('may link to the page for people', async () => {
    expect(statusOf(await send('/', { headers: { 'Sec-Fetch-Site': 'cross-site' } }))).toBe(200);
  });
});

test('a program and a page of the server itself may set up a state', async () => {
  const own = { Origin: server.url, 'Sec-Fetch-Site': 'same-origin' };
  const sent = { method: 'POST', body: state };

  const program = await send('/_pact/provider-states', {
    ...sent,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  });
  const page = await send('/_pact/provider-states', { ...sent, headers: { ...json, ...own } });

  expect([program, page].map(statusOf)).toEqual([200, 200]);
});

test('a server on every address takes any Host', async () => {
  await using open = await startServer({ host: '0.0.0.0' });
  const socket = connect(Number(new URL(open.url).port), '127.0.0.1');
  socket.write(
    'GET /v1.0/external/connections HTTP/1.1\r\nHost: emulator\r\nAuthorization: Bearer abcdefgh1\r\nConnection: close\r\n\r\n',
  );

  expect(statusOf(await text(socket))).toBe(200);
});

describe('a body that is announced as too large', () => {
  test.for(['4000001', '9007199254740993'])('of %s bytes is refused before it comes', async (length) => {
    const headers = { ...json, ...token, 'Content-Length': length };

    const response = await send('/v1.0/external/connections', { method: 'POST', headers });

    expect(statusOf(response)).toBe(413);
  });

  test('is refused in place of 100 Continue', async () => {
    const headers = { ...json, ...token, Expect: '100-continue', 'Content-Length': '4000001' };

    const response = await send('/v1.0/external/connections', { method: 'POST', headers });

    expect(response).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('leaves 100 Continue to one that is not', async () => {
    const headers = { ...json, ...token, Expect: '100-continue' };

    const response = await send('/v1.0/external/connections', { method: 'POST', headers, body: create });

    expect(response).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 /);
  });
});

test('what a callback throws is printed without the secrets of the request', async () => {
  const print = vi.spyOn(console, 'error').mockImplementation(() => {});
  await using failing = await startServer({
    onExchange: () => {
      throw new Error('Cannot keep CANARYTOKEN99');
    },
  });

  const response = await fetch(`${failing.url}/v1.0/external/connections?access_token=CANARYTOKEN99`);
  const printed = print.mock.calls.flat().join('\n');
  print.mockRestore();

  expect(response.status).toBe(500);
  expect(graphErrorSchema.parse(await response.json()).error.code).toBe('GeneralException');
  expect(printed).toContain('Cannot keep [redacted]');
  expect(printed).not.toContain('CANARY');
});

describe('CORS', () => {
  const Origin = 'http://127.0.0.1:5173';
  const preflight = { Origin, 'Access-Control-Request-Method': 'POST' };

  test('lets pages read every response on the paths of Graph, also a refusal of the server', async () => {
    const responses = await Promise.all([
      send('/v1.0/external/connections', { method: 'OPTIONS', headers: preflight }),
      send('/v1.0/external/connections', { headers: { ...token, Origin } }),
      send('/v1.0/me', { headers: { Origin } }),
      send('/v1.0/external/connections', { method: 'POST', headers: { ...json, Origin, 'Content-Length': '4000001' } }),
    ]);

    expect(responses.map(statusOf)).toEqual([204, 200, 501, 413]);
    for (const response of responses) expect(response).toMatch(/access-control-allow-origin: \*/i);
  });

  test.for([
    '/',
    '/status.json',
    '/health',
    '/favicon.ico',
    '/_testkit/faults',
    '/_testkit/unknown',
    '/_pact/provider-states',
    '/contoso.com/oauth2/v2.0/token',
    '/common/discovery/instance',
  ])('lets no page read %s, and allows no preflight there', async (path) => {
    const responses = await Promise.all([
      send(path, { method: 'OPTIONS', headers: preflight }),
      send(path, { headers: { Origin } }),
      send(path, { method: 'POST', headers: { ...json, Origin }, body: '{}' }),
    ]);

    for (const response of responses) expect(response).not.toMatch(/access-control/i);
    expect(emulator.connections).toHaveLength(1);
  });

  test('does not open a server to another Host', async () => {
    const response = await send('/v1.0/external/connections', {
      method: 'OPTIONS',
      headers: { ...preflight, Host: 'rebind.example' },
    });

    expect(statusOf(response)).toBe(403);
  });
});
