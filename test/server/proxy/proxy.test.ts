import { createPrivateKey, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createEmulator } from '../../../src/emulator/index.ts';
import { makeProxyCertificates } from '../../../src/server/certificate.ts';
import { createGraphHandler } from '../../../src/server/handler.ts';
import type { ProxyRefusal } from '../../../src/server/options.ts';
import { userProxyOf } from '../../../src/server/proxy/environment.ts';
import { type ProxyOptions, startProxy } from '../../../src/server/proxy/start-proxy.ts';
import { connectTo, send, type TunnelOptions, tunnel } from './through-proxy.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

const certificates = makeProxyCertificates(new Date());

async function proxyOf(options: Partial<ProxyOptions> = {}) {
  const emulator = createEmulator();
  const logins: string[] = [];
  const refused: ProxyRefusal[] = [];
  const handler = createGraphHandler({
    emulator,
    onExchange: () => {},
    onLogin: ({ method, url }, { response: { status } }) => void logins.push(`${method} ${url} ${status}`),
  });
  const { url, close } = await startProxy({
    handler,
    certificates,
    onRefused: (refusal) => refused.push(refusal),
    ...options,
  });
  closing.push(close);
  const through = (rest: Partial<TunnelOptions> = {}) =>
    tunnel({ proxyUrl: url, authority: certificates.authority, ...rest });
  return { url, emulator, logins, refused, through };
}

const create = 'POST /v1.0/external/connections HTTP/1.1\r\nHost: graph.microsoft.com';
const json = 'Authorization: Bearer an-opaque-access-token\r\nContent-Type: application/json';
const connection = '{"id":"contosohr","name":"Contoso HR","description":"Employees"}';

describe('a tunnel', () => {
  test('to Graph leads to the emulator, which names the public root', async () => {
    const { through } = await proxyOf();

    const response = await send(await through(), `${create}\r\n${json}`, connection);

    expect(response).toContain('HTTP/1.1 201');
    expect(response).toMatch(/location: https:\/\/graph\.microsoft\.com\/v1\.0\/external\/connections\/contosohr/i);
    expect(response).toContain('"@odata.context":"https://graph.microsoft.com/v1.0/$metadata');
  });

  test('to a login host leads to the token endpoint', async () => {
    const { through, logins } = await proxyOf();
    const form =
      'client_id=app&client_secret=made-up&grant_type=client_credentials&scope=https://graph.microsoft.com/.default';

    const response = await send(
      await through({ target: 'login.microsoftonline.com:443' }),
      'POST /contoso.com/oauth2/v2.0/token HTTP/1.1\r\nHost: login.microsoftonline.com\r\nContent-Type: application/x-www-form-urlencoded',
      form,
    );

    expect(response).toContain('"access_token":"eyJ');
    expect(logins).toEqual(['POST https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token 200']);
  });

  test.for([
    'graph.microsoft.us',
    'dod-graph.microsoft.us',
    'microsoftgraph.chinacloudapi.cn',
    'GRAPH.microsoft.com',
    'graph.microsoft.com.',
  ])('to %s leads to the emulator too', async (host) => {
    const { through } = await proxyOf();

    const socket = await through({ target: `${host}:443`, servername: host });

    const head = `GET /v1.0/external/connections HTTP/1.1\r\nHost: ${host}\r\n${json}`;
    const name = host.toLowerCase().replace(/\.$/, '');
    expect(await send(socket, head)).toContain(`"@odata.context":"https://${name}/`);
  });

  test('refuses another Host', async () => {
    const { through, emulator, refused } = await proxyOf();

    const response = await send(await through(), `${create.replace('graph.', 'evil.')}\r\n${json}`, connection);

    expect(response).toContain('HTTP/1.1 421');
    expect(emulator.exchanges).toEqual([]);
    expect(refused).toEqual([
      {
        kind: 'failed',
        host: 'graph.microsoft.com',
        reason: 'a request in its tunnel names "evil.microsoft.com" as Host.',
      },
    ]);
  });

  test('refuses a Host that no URL can name, and goes on', async () => {
    const { through } = await proxyOf();
    const head = `GET /v1.0/external/connections HTTP/1.1\r\n${json}\r\nHost: graph.microsoft.com`;

    expect(await send(await through(), `${head}:99999`)).toContain('HTTP/1.1 400');
    expect(await send(await through(), head)).toContain('HTTP/1.1 200');
  });

  test('refuses a request for another host in absolute form', async () => {
    const { through, emulator, refused } = await proxyOf();
    const head = `GET https://evil.example/v1.0/external/connections HTTP/1.1\r\nHost: graph.microsoft.com\r\n${json}`;

    expect(await send(await through(), head)).toContain('HTTP/1.1 421');
    expect(refused).toMatchObject([{ reason: 'a request in its tunnel names "evil.example" as Host.' }]);
    expect(emulator.exchanges).toEqual([]);
  });

  test('ends where the TLS handshake names another host', async () => {
    const { through, refused } = await proxyOf();

    const socket = await through({ servername: 'login.microsoftonline.com' });

    await once(
      socket.on('error', () => {}),
      'close',
    );
    expect(refused).toMatchObject([{ reason: 'the TLS handshake in its tunnel names "login.microsoftonline.com".' }]);
  });

  test('names the certificate where a program ends it before its first request, as GnuTLS does', async () => {
    const { through, refused } = await proxyOf();

    await once((await through()).end(), 'close');

    const reason = expect.stringContaining('where it does not trust the certificate');
    await vi.waitFor(() => expect(refused).toEqual([{ kind: 'failed', host: 'graph.microsoft.com', reason }]));
  });

  test('may end unused after the first request of the program', async () => {
    const { through, refused } = await proxyOf();
    const unused = await through();
    await send(await through(), `${create}\r\n${json}`, connection);

    await once(unused.end(), 'close');
    await send(await through(), `${create}\r\n${json}`, connection);

    expect(refused).toEqual([]);
  });

  test('may end within its TLS handshake after the first request, as where a pool needs it no longer', async () => {
    const { through, refused, url } = await proxyOf();
    await send(await through(), `${create}\r\n${json}`, connection);

    const { socket } = await connectTo(url, 'graph.microsoft.com:443');
    await once(socket.end(Buffer.of(0x16, 0x03, 0x01)), 'close');

    expect(refused).toEqual([]);
  });

  test.for(['/', '/status.json', '/_pact/provider-states', '/_testkit/reset', '/_testkit/exchanges'])(
    'has no %s of the kit',
    async (path) => {
      const { through, emulator } = await proxyOf();
      await send(await through(), `${create}\r\n${json}`, connection);

      const response = await send(
        await through(),
        `POST ${path} HTTP/1.1\r\nHost: graph.microsoft.com\r\n${json}`,
        '{"state":"no connections exist","action":"setup"}',
      );

      expect(response).toContain('HTTP/1.1 501');
      expect(emulator.connections).toHaveLength(1);
    },
  );
});

describe('a proxy refuses with 403 and a sentence', () => {
  test.for([
    ['api.github.com:443', 'add --allow api.github.com.'],
    ['graph.microsoft.com:22', 'only port 443 is emulated.'],
    ['graph.microsoft.com:80', 'only port 443 is emulated.'],
    ['user@graph.microsoft.com:443', 'user information is not allowed in a host.'],
    ['user:pass@graph.microsoft.com:443', 'user information is not allowed in a host.'],
    ['@graph.microsoft.com:443', 'user information is not allowed in a host.'],
    ['graph.microsoft.com.evil.example:443', 'add --allow graph.microsoft.com.evil.example.'],
    ['[::1]:443', 'add --allow [::1].'],
    ['20.190.160.1:443', 'add --allow 20.190.160.1.'],
    ['127.0.0.1:22', 'add --allow 127.0.0.1:22.'],
  ] as const)('CONNECT %s', async ([target, reason]) => {
    const { url, refused } = await proxyOf();

    const connected = await connectTo(url, target);

    expect(connected.status).toBe(403);
    expect(connected.reason).toContain(reason);
    expect(refused).toMatchObject([{ kind: 'blocked' }]);
  });

  test.for(['*', '*.com', '*.microsoft.com'])(
    'graph.microsoft.com:8443 and addresses with --allow %s',
    async (pattern) => {
      const { url } = await proxyOf({ allow: [pattern] });

      const statuses = await Promise.all(
        [
          'graph.microsoft.com:8443',
          'graph.microsoft.com.:8443',
          'login.microsoftonline.com:80',
          '20.190.160.1:443',
        ].map(async (target) => (await connectTo(url, target)).status),
      );

      expect(statuses).toEqual([403, 403, 403, 403]);
    },
  );

  const notPlain = 'a proxy takes http URLs alone. For https, use a client that opens a tunnel with CONNECT.';
  const notHostAndPort = 'this is not a host and a port.';

  test.for([
    ['GET https://graph.microsoft.com/v1.0?token=made-up', 'graph.microsoft.com', notPlain],
    ['POST https://api.contoso.example/', 'api.contoso.example', notPlain],
    ['GET ws://graph.microsoft.com/', 'graph.microsoft.com', notPlain],
    ['GET /_testkit/exchanges', 'the proxy', notPlain],
    ['CONNECT graph.microsoft.com', 'graph.microsoft.com', notHostAndPort],
    ['CONNECT user:pass@graph.microsoft.com:', 'graph.microsoft.com', notHostAndPort],
    ['CONNECT graph.microsoft.com:99999', 'graph.microsoft.com:99999', notHostAndPort],
    ['CONNECT graph.microsoft.com:443/v1.0', 'graph.microsoft.com', notHostAndPort],
  ] as const)('%s', async ([line, host, reason]) => {
    const { url, refused } = await proxyOf({ allow: ['*'] });

    const response = await raw(url, `${line} HTTP/1.1\r\nHost: proxy\r\n\r\n`);

    expect(response).toMatch(/^HTTP\/1\.1 403 /);
    expect(response).toContain(`external-connection-testkit: ${host}: ${reason}\n`);
    expect(refused).toEqual([{ kind: 'blocked', host, reason }]);
  });

  test('plain http, also for Graph and for an address of metadata', async () => {
    const { url, refused } = await proxyOf({ allow: ['*'] });

    for (const target of [
      'http://graph.microsoft.com/v1.0',
      'http://169.254.169.254/metadata',
      'http://127.0.0.1:1/',
    ]) {
      expect(await plain(url, target)).toMatchObject({ status: 403 });
    }
    expect(refused).toMatchObject([
      { host: 'graph.microsoft.com:80' },
      { host: '169.254.169.254:80', reason: expect.stringMatching(/^a managed identity is not emulated\. Use /) },
      { host: '127.0.0.1:1' },
    ]);
  });
});

test('an allowed host gets its requests untouched, plain or through a tunnel', async () => {
  const server = createServer((req, res) => res.end(`${req.method} ${req.url}`)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => void server.close());
  const { port } = server.address() as AddressInfo;
  const { url } = await proxyOf({ allow: [`127.0.0.1:${port}`] });

  const { socket } = await connectTo(url, `127.0.0.1:${port}`);
  socket.write('GET /tunnel HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  const [chunk] = await once(socket, 'data');

  expect(String(chunk)).toContain('GET /tunnel');
  expect(await plain(url, `http://127.0.0.1:${port}/plain`)).toEqual({ status: 200, body: 'GET /plain' });
});

test.for([
  ['CONNECT no-such-host.invalid:443', undefined],
  ['GET http://no-such-host.invalid:443/', undefined],
  ['CONNECT no-such-host.invalid:443', 'http://127.0.0.1:1'],
])('an allowed host that sends nothing is reported: %s through %s', async ([line, proxy]) => {
  const { url, refused } = await proxyOf({ allow: ['no-such-host.invalid:443'], upstreamOf: () => proxy });

  await raw(url, `${line} HTTP/1.1\r\nHost: no-such-host.invalid\r\nConnection: close\r\n\r\n`);

  await expect
    .poll(() => refused)
    .toEqual([
      {
        kind: 'blocked',
        host: 'no-such-host.invalid:443',
        reason: 'this host is allowed, but sent nothing. Check its name, and that this machine reaches it.',
      },
    ]);
});

test.for([':::', 'ftp://127.0.0.1:1', 'made-up secret'])(
  'a proxy of the user that cannot be used is reported: %s',
  async (proxy) => {
    const { url, refused } = await proxyOf({ allow: ['api.contoso.example'], upstreamOf: () => proxy });

    const { status, reason } = await connectTo(url, 'api.contoso.example:443');

    const why = 'the proxy in HTTPS_PROXY, HTTP_PROXY or ALL_PROXY is not a URL such as http://proxy.contoso.com:8080.';
    expect({ status, reason }).toEqual({
      status: 502,
      reason: `external-connection-testkit: api.contoso.example: ${why}\n`,
    });
    expect(refused[0]).toEqual({ kind: 'blocked', host: 'api.contoso.example', reason: why });
  },
);

test('what is not HTTP is reported', async () => {
  const { url, refused } = await proxyOf();

  await raw(url, '\u0016\u0003\u0001 a TLS handshake');

  expect(refused).toEqual([
    {
      kind: 'failed',
      host: 'the proxy',
      reason: 'what came is not HTTP/1.1, as where a client speaks TLS to the proxy.',
    },
  ]);
});

test('closing cuts a tunnel that is idle, and one that stopped in the handshake', async () => {
  const { url, close } = await startProxy({ handler: async () => new Response(), certificates });
  const idle = await tunnel({ proxyUrl: url, authority: certificates.authority });
  const { socket: silent } = await connectTo(url, 'graph.microsoft.com:443');
  const ended = [idle, silent].map((socket) =>
    once(
      socket.on('error', () => {}),
      'close',
    ),
  );

  await close();

  await Promise.all(ended);
  await expect(connectTo(url, 'graph.microsoft.com:443')).rejects.toThrow('ECONNREFUSED');
});

test.for([
  ...['https://api.contoso.com', 'api.contoso.com/v1', '', 'api.*.com', '--'],
  ...['graph.microsoft.com', 'Graph.Microsoft.US.', '*.graph.microsoft.com', 'graph.microsoft.com:8443'],
  ...['login.microsoftonline.com:443', 'login.partner.microsoftonline.cn'],
])('a proxy does not start with %j as an allowed host', async (pattern) => {
  await expect(proxyOf({ allow: [pattern] })).rejects.toThrow(
    `The option allow is ${JSON.stringify(pattern)}. Use a host such as api.contoso.com, *.contoso.com or localhost:8443; hosts of Graph and its login are always emulated.`,
  );
});

describe('the certificates', () => {
  const [authority, leaf] = [new X509Certificate(certificates.authority), new X509Certificate(certificates.cert)];

  test('are signed by an authority whose key is in none of them', () => {
    expect(leaf.checkIssued(authority)).toBe(true);
    expect(leaf.verify(authority.publicKey)).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(authority.ca).toBe(true);
    expect(authority.checkPrivateKey(createPrivateKey(certificates.key))).toBe(false);
    expect(Object.values(certificates).filter((pem) => pem.includes('PRIVATE KEY'))).toEqual([certificates.key]);
  });

  test('name the hosts of Graph and of the token endpoint, and no other', () => {
    for (const host of ['graph.microsoft.com', 'login.microsoftonline.com', 'westus2.login.microsoft.com']) {
      expect(leaf.checkHost(host)).toBeDefined();
    }
    expect(leaf.checkHost('microsoft.com')).toBeUndefined();
    expect(leaf.checkHost('localhost')).toBeUndefined();
  });
});

/** Writes bytes to the proxy, and resolves with all that it sends until it ends the connection. */
async function raw(proxyUrl: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(proxyUrl);
  const socket = connect(Number(port), hostname);
  socket.write(bytes);
  return await text(socket);
}

/** A request in absolute form, as clients send plain http to a proxy. */
function plain(proxyUrl: string, target: string) {
  const { hostname, port } = new URL(proxyUrl);
  return new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    request({ host: hostname, port, path: target, agent: false, headers: { host: new URL(target).host } })
      .on('response', async (response) => resolve({ status: response.statusCode, body: await text(response) }))
      .on('error', reject)
      .end();
  });
}

test("a tunnel to an allowed host goes through the user's own proxy, one to Graph does not", async () => {
  const seen: unknown[] = [];
  const upstream = createServer().on('connect', ({ url, headers }, socket) => {
    seen.push([url, headers['proxy-authorization']]);
    socket.end('HTTP/1.1 200 OK\r\n\r\n');
  });
  await once(upstream.listen(0, '127.0.0.1'), 'listening');
  closing.push(() => new Promise((resolve) => upstream.close(() => resolve())));
  const { port } = upstream.address() as AddressInfo;
  const upstreamOf = userProxyOf({ HTTPS_PROXY: `http://user:secret@127.0.0.1:${port}` });
  const { url, through } = await proxyOf({ allow: ['api.contoso.example'], upstreamOf });

  const { status, socket } = await connectTo(url, 'api.contoso.example:443');
  socket.destroy();
  const response = await send(await through(), `${create}\r\n${json}`, connection);

  expect(status).toBe(200);
  expect(response).toContain('HTTP/1.1 201');
  expect(seen).toEqual([['api.contoso.example:443', `Basic ${btoa('user:secret')}`]]);
});
