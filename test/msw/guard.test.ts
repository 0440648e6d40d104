import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import axios from 'axios';
import { bypass, HttpResponse, http as mock, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import { request as request7, fetch as undici7Fetch } from 'undici';
import {
  Agent,
  type Dispatcher,
  EnvHttpProxyAgent,
  getGlobalDispatcher,
  request as request8,
  setGlobalDispatcher,
  fetch as undici8Fetch,
} from 'undici8';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { heldHosts } from '../../src/msw/guard/hold-hosts.ts';
import { blockUnhandled, handlers } from '../../src/msw/index.ts';
import { type StandIn, startStandIn } from './stand-in.ts';

const fetchBefore = globalThis.fetch;
const requestBefore = https.request;
const httpRequestBefore = http.request;
const token = { Authorization: 'Bearer secret-access-token' };
const items = 'https://graph.microsoft.com/v1.0/external/connections/contosohr/items/1';

type Server = ReturnType<typeof setupServer>;
const started: Server[] = [];
let out: StandIn;

function listen(...own: Parameters<typeof setupServer>): Server {
  const server = setupServer(...own, ...handlers);
  server.listen({ ...blockUnhandled });
  started.push(server);
  return server;
}

function close(server: Server): void {
  started.splice(started.indexOf(server), 1);
  server.close();
}

/** How a request by node:http or node:https ends: with its status, or the message of its error. */
function sendBy(send: typeof https.request, url: string, options: https.RequestOptions = {}): Promise<number | string> {
  return new Promise((resolve) => {
    const sent = send(url, { headers: token, ...options }, (response) => resolve(response.resume().statusCode ?? 0));
    sent.on('error', ({ message }) => resolve(message));
    sent.end();
  });
}

/** The status of a response, or 0 where there was none. */
function statusOf(sent: Promise<{ status: number } | { statusCode: number }>): Promise<number> {
  return sent.then(
    (response) => ('status' in response ? response.status : response.statusCode),
    () => 0,
  );
}

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  out = await startStandIn();
});
afterEach(async () => {
  for (const server of started.splice(0)) server.close();
  await out.close();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('the guard keeps a request to Graph from leaving', () => {
  const ways: Record<string, (root: string) => Promise<unknown>> = {
    'fetch kept from before listen': (root) => fetchBefore(`${root}/v1.0/me`, { headers: token }),
    'https.request kept from before listen': () => sendBy(requestBefore, 'https://graph.microsoft.com/v1.0/me'),
    'http.request kept from before listen': (root) => sendBy(httpRequestBefore, `${root}/v1.0/me`),
    'request of undici 7': (root) => request7(`${root}/v1.0/me`, { headers: token }),
    'fetch of undici 7': (root) => undici7Fetch(`${root}/v1.0/me`, { headers: token }),
    'request of undici 8': (root) => request8(`${root}/v1.0/me`, { headers: token }),
    'fetch of undici 8': (root) => undici8Fetch(`${root}/v1.0/me`, { headers: token }),
    'fetch of an asset-like URL (.json)': (root) => fetch(`${root}/v1.0/reports/usage.json`, { headers: token }),
    'fetch of an asset-like URL (.js), as POST': (root) =>
      fetch(`${root}/v1.0/asset.js`, { method: 'POST', headers: token, body: 'secret' }),
    'http.request of an asset-like URL (.csv)': (root) => sendBy(http.request, `${root}/v1.0/report.csv`),
    'bypass()': (root) => fetch(bypass(`${root}/v1.0/me`, { headers: token })),
    'a batch of foreign parts': () =>
      fetch('https://graph.microsoft.com/v1.0/$batch', {
        method: 'POST',
        headers: { ...token, 'Content-Type': 'application/json' },
        body: JSON.stringify({ requests: [{ id: '1', method: 'GET', url: '/me' }] }),
      }),
    axios: (root) => axios.get(`${root}/v1.0/me`, { headers: token }),
    'http, in place of https': () =>
      fetchBefore('http://graph.microsoft.com/v1.0/external/connections', { headers: token }),
    'a port': (root) => fetchBefore(`${root}/v1.0/external/connections`, { headers: token }),
    'a dot at the end of the host': (root) =>
      fetchBefore(`${root.replace('.com', '.com.')}/v1.0/me`, { headers: token }),
    'capital letters in the host': (root) =>
      new Promise((resolve) =>
        httpRequestBefore({ host: 'GRAPH.Microsoft.COM', port: new URL(root).port }, resolve)
          .on('error', resolve)
          .end(),
      ),
    'user information in the URL': (root) =>
      sendBy(httpRequestBefore, `${root.replace('//', '//user:password@')}/v1.0/me`),
  };

  test.for(Object.entries(ways))('%s', async ([, send]) => {
    listen();

    await send(out.urlOf('graph.microsoft.com')).catch(() => {});

    expect({ visits: out.visits, lookups: out.lookups }).toEqual({ visits: [], lookups: [] });
  });

  test.for([
    ['passthrough()', () => passthrough()],
    ['a handler that returns nothing', () => {}],
  ] as const)('%s', async ([, resolver]) => {
    listen(mock.get('*/v1.0/me', resolver));

    const sent = fetch(`${out.urlOf('graph.microsoft.com')}/v1.0/me`, { headers: token });

    await expect(sent).rejects.toThrow();
    expect({ visits: out.visits, lookups: out.lookups }).toEqual({ visits: [], lookups: [] });
  });

  test.for([...heldHosts, 'westeurope.login.microsoft.com'])('at %s', async (host) => {
    listen();

    await expect(fetchBefore(`${out.urlOf(host)}/v1.0/me`, { headers: token })).rejects.toThrow();

    expect({ visits: out.visits, lookups: out.lookups }).toEqual({ visits: [], lookups: [] });
  });

  test('with an error that names the host, the guard and the fix', async () => {
    listen();

    const error = await fetchBefore('https://graph.microsoft.com/v1.0/me').catch(({ cause }: Error) => cause);

    expect(error).toMatchObject({
      code: 'ERR_BLOCKED_BY_GUARD',
      message: expect.stringMatching(/^The network guard .* blocked a connection to graph\.microsoft\.com\. Give MSW/),
    });
  });
});

describe('the guard and connections from before', () => {
  const mocked = mock.get('*/v1.0/external/connections', () => HttpResponse.text('mocked'));
  const url = () => `${out.urlOf('graph.microsoft.com')}/v1.0/external/connections`;
  const textOf = async (response: Response) => response.text();
  const useDispatcher = (dispatcher: Dispatcher) => {
    const original = getGlobalDispatcher();
    onTestFinished(() => setGlobalDispatcher(original));
    setGlobalDispatcher(dispatcher);
  };

  test('a kept-alive connection of fetch is not used again', async () => {
    await fetch(url()).then(textOf);
    await setTimeout(30);
    listen(mocked);

    expect(await fetch(url()).then(textOf)).toBe('mocked');
    expect(out.visits).toHaveLength(1);
  });

  test('nor is it by fetch kept from before', async () => {
    await fetch(url()).then(textOf);
    listen();

    await fetchBefore(url(), { headers: token }).catch(() => {});

    expect(out.visits).toHaveLength(1);
  });

  test.for([
    ['undici 7', undici7Fetch],
    ['undici 8', undici8Fetch],
  ] as const)('nor is one of %s', async ([, send]) => {
    await send(url()).then((response) => response.text());
    listen();

    await send(url(), { headers: token }).catch(() => {});

    expect(out.visits).toHaveLength(1);
  });

  test('nor is one of a dispatcher for the proxies of the environment', async () => {
    useDispatcher(new EnvHttpProxyAgent());
    await undici8Fetch(url()).then((response) => response.text());
    await setTimeout(30);
    listen();

    await undici8Fetch(url(), { headers: token }).catch(() => {});

    expect(out.visits).toHaveLength(1);
  });

  test('nor is one of a dispatcher with interceptors, which keeps them', async () => {
    const seen: string[] = [];
    const record: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
      seen.push(options.path);
      return dispatch(options, handler);
    };
    useDispatcher(new Agent().compose(record));
    await undici8Fetch(url()).then((response) => response.text());
    await setTimeout(30);
    listen();

    await undici8Fetch(url(), { headers: token }).catch(() => {});

    expect(out.visits).toHaveLength(1);
    expect(seen).toHaveLength(2);
  });

  test('nor is one of http.request kept from before', async () => {
    await sendBy(httpRequestBefore, url());
    await setTimeout(30);
    listen();

    await sendBy(httpRequestBefore, url());

    expect(out.visits).toHaveLength(1);
  });
});

describe('the guard and proxies', () => {
  test('a request that is mocked opens no connection to the proxy of the environment', async () => {
    vi.stubEnv('HTTPS_PROXY', out.urlOf('proxy.example'));
    listen();

    const status = await statusOf(
      axios.get('https://graph.microsoft.com/v1.0/external/connections', { headers: token }),
    );

    expect(status).toBe(200);
    expect(out.visits).toEqual([]);
  });

  test('a NO_PROXY of the user is kept, and put back', async () => {
    vi.stubEnv('NO_PROXY', 'intranet.example');
    vi.stubEnv('no_proxy', undefined);
    const server = listen();
    await Promise.resolve();

    expect(process.env.no_proxy).toMatch(/^intranet\.example,graph\.microsoft\.com,/);
    close(server);
    expect([process.env.NO_PROXY, process.env.no_proxy]).toEqual(['intranet.example', undefined]);
  });
});

describe('the guard is on from listen to close', () => {
  const dispatcher = () => Reflect.get(globalThis, Symbol.for('undici.globalDispatcher.1'));

  test('and puts everything back', async () => {
    await fetch(out.urlOf('graph.microsoft.com'));
    const before = [dns.lookup, dispatcher(), process.env.NO_PROXY, process.env.no_proxy, globalThis.fetch];

    for (let times = 0; times < 2; times += 1) {
      const server = listen();
      await Promise.resolve();
      expect(dns.lookup).not.toBe(before[0]);
      close(server);
    }

    expect([dns.lookup, dispatcher(), process.env.NO_PROXY, process.env.no_proxy, globalThis.fetch]).toEqual(before);
    expect(dns.lookup).toBe(before[0]);
    expect(dispatcher()).toBe(before[1]);
  });

  test('of the last server: closing one of two leaves it on', async () => {
    const { lookup } = dns;
    const [first, second] = [listen(), listen()];
    await Promise.resolve();

    close(first);
    await fetch(`${out.urlOf('graph.microsoft.com')}/v1.0/me`, { headers: token }).catch(() => {});
    expect(out.visits).toEqual([]);

    close(second);
    expect(dns.lookup).toBe(lookup);
  });

  test('of the last server: also where it started later and has other options', async () => {
    const { lookup } = dns;
    const first = listen();
    await Promise.resolve();
    const second = setupServer();
    second.listen({ onUnhandledRequest: 'bypass', onUnhandledFrame: 'bypass' } as object);

    second.close();
    await fetch(`${out.urlOf('graph.microsoft.com')}/v1.0/me`, { headers: token }).catch(() => {});
    expect(out.visits).toEqual([]);

    close(first);
    expect(dns.lookup).toBe(lookup);
  });

  test('with listen(blockUnhandled) too: in MSW 2.13 to 2.15 from the first unhandled request', async () => {
    const server = setupServer(...handlers);
    server.listen(blockUnhandled as object);
    started.push(server);

    await expect(fetch('https://graph.microsoft.com/v1.0/me')).rejects.toThrow();
    await fetchBefore(`${out.urlOf('graph.microsoft.com')}/v1.0/me`, { headers: token }).catch(() => {});

    expect({ visits: out.visits, lookups: out.lookups }).toEqual({ visits: [], lookups: [] });
  });

  test('and goes off again where the options were only read', async () => {
    const { lookup } = dns;

    expect({ ...blockUnhandled }).toHaveProperty('onUnhandledFrame');
    await setTimeout();

    expect(dns.lookup).toBe(lookup);
  });

  test('and refuses each way of node:dns to look up a host of Graph', async () => {
    const before = [dns.promises.lookup, dns.promises.Resolver.prototype.resolve4];
    const server = listen();
    const host = 'GRAPH.microsoft.com.';
    const resolver = new dns.promises.Resolver();

    const refused = await Promise.all(
      [
        dns.promises.lookup(host),
        dns.promises.lookup(host, { all: true }),
        dns.promises.resolve(host),
        dns.promises.resolve4('login.microsoftonline.com'),
        resolver.resolve6(host),
        resolver.resolveAny(host),
        promisify(dns.resolve4)(host),
        new Promise((resolve, reject) =>
          new dns.Resolver().resolve4(host, (error) => (error ? reject(error) : resolve(host))),
        ),
      ].map((looked) => looked.catch((error: NodeJS.ErrnoException) => error.code)),
    );

    expect(refused).toEqual(Array(8).fill('ERR_BLOCKED_BY_GUARD'));
    expect(await dns.promises.lookup('127.0.0.1')).toEqual({ address: '127.0.0.1', family: 4 });
    close(server);
    expect([dns.promises.lookup, dns.promises.Resolver.prototype.resolve4]).toEqual(before);
  });

  test('and leaves other hosts, and the form of dns.lookup, as they are', async () => {
    listen();

    expect(await promisify(dns.lookup)('database.example')).toBeTruthy();
    expect(out.lookups).toEqual(['database.example']);
  });

  test('and mocks what a handler matches', async () => {
    listen();

    expect(await statusOf(fetch(items, { method: 'PUT', headers: token }))).not.toBe(0);
    expect(await sendBy(https.request, 'https://graph.microsoft.com/v1.0/external/connections')).toBe(200);
  });
});
