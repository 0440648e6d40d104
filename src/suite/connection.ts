import dns from 'node:dns';
import { rmSync } from 'node:fs';
import http, { STATUS_CODES } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { serviceRoots } from '../rules/index.ts';
import { makeCertificate, makeProxyCertificates, type ProxyCertificates } from '../server/certificate.ts';
import { environmentFor, trustEnvironment, userProxyOf } from '../server/proxy/environment.ts';
import { type TrustFiles, writeTrustFiles } from '../server/proxy/trust-files.ts';
import { serveHandler } from '../server/serve-handler.ts';
import { type Replacement, replaceEach } from './capture.ts';
import { type Clock, clockReplacements, createCountingClock, createFakeClock, sleepOn, systemClock } from './clock.ts';
import { environmentOf } from './command/command-client.ts';
import { nodeRequest, resetError, xmlHttpRequest } from './node-request.ts';
import type { ChildProcessInput, ClientInput } from './options.ts';
import { createTransport, type Transport, type TransportOptions } from './transport.ts';

/** A transport that the client can reach, and its clock. */
export interface Connection {
  readonly graphUrl: string;
  /** The environment variables by which another process reaches it. */
  readonly env: (input: Parameters<typeof environmentOf>[0]) => ChildProcessInput['env'];
  readonly transport: Transport;
  readonly clock: Clock;
  readonly sleep: ClientInput['sleep'];
  /** Restores everything. */
  close(): Promise<void>;
}

/** What programs trust, and servers and proxies show them: one for all runs of this process. */
export interface Trust {
  readonly certificates: ProxyCertificates;
  readonly files: TrustFiles;
}

function trustOf(what: 'proxy' | 'server', trusts: ConnectionOptions['trusts']): Promise<Trust> {
  const trust = trusts.get(what) ?? createTrust(what);
  trusts.set(what, trust);
  return trust;
}

/** New certificates for a proxy, or for a server on this machine, in files that are removed when this process ends. */
async function createTrust(what: 'proxy' | 'server'): Promise<Trust> {
  const own = what === 'proxy' ? makeProxyCertificates(new Date()) : makeCertificate(new Date());
  // A server has no authority but its own certificate.
  const certificates: ProxyCertificates = { authority: own.cert, ...own };
  const files = await writeTrustFiles(certificates);
  process.once('exit', () => rmSync(dirname(files.authority), { recursive: true, force: true }));
  return { certificates, files };
}

interface ConnectionOptions extends Omit<TransportOptions, 'clock'> {
  /** Whether the client is another process, so that nothing of this one is captured. */
  readonly isOutside: boolean;
  /** What programs of this process trust already. */
  readonly trusts: Map<'proxy' | 'server', Promise<Trust>>;
  /** Whether the server has TLS. */
  readonly tls: boolean | undefined;
  /** The hosts that the proxy lets through. */
  readonly allow: readonly string[] | undefined;
}

/** How a client reaches a transport, by the option `over`. */
export const connect = { memory: connectInMemory, http: connectOverHttp, proxy: connectOverProxy } as const;

/** Sends the requests of this process to a transport, and makes the process use a fake clock. */
async function connectInMemory(options: ConnectionOptions): Promise<Connection> {
  const { graphUrl = serviceRoots[0] } = options;
  const clock = createFakeClock();
  const transport = createTransport({ ...options, graphUrl, clock });
  const restore = replaceEach(...requestReplacements(transport), ...clockReplacements(clock));
  return {
    graphUrl,
    env: environmentOf,
    transport,
    clock,
    sleep: sleepOn(clock),
    close: async () => restore(),
  };
}

/** A server on this machine, by the system's clock. */
async function connectOverHttp({ isOutside, trusts, tls = false, ...options }: ConnectionOptions): Promise<Connection> {
  const trusted = tls ? await trustOf('server', trusts) : undefined;
  const clock = isOutside ? systemClock : createCountingClock();
  const transport = createTransport({ ...options, graphUrl: undefined, clock });
  const { url, close } = await serveHandler(transport.fetch, { tls: trusted?.certificates });
  return {
    graphUrl: url,
    env: (input) => ({ ...environmentOf(input), ...(trusted && trustEnvironment(trusted.files)) }),
    transport,
    clock,
    sleep: setTimeout<void>,
    close() {
      clock.stop();
      return close();
    },
  };
}

/** A proxy in place of Graph and its token endpoint, for programs that name them. */
async function connectOverProxy({ trusts, allow, ...options }: ConnectionOptions): Promise<Connection> {
  const [{ certificates, files }, { startProxy }] = await Promise.all([
    trustOf('proxy', trusts),
    // It brings libraries that no other connection needs.
    import('../server/proxy/start-proxy.ts'),
  ]);
  const transport = createTransport({ ...options, graphUrl: undefined, clock: systemClock });
  const { url, close } = await startProxy({
    handler: transport.fetch,
    certificates,
    ...(allow && { allow }),
    upstreamOf: userProxyOf(process.env),
    onRefused: transport.refuse,
  });
  const { env } = environmentFor(url, files);
  return { graphUrl: serviceRoots[0], env: () => env, transport, clock: systemClock, sleep: setTimeout<void>, close };
}

/**
 * What sends every request of this process to a transport, however `fetch`, `XMLHttpRequest`, `node:http` and
 * `node:https` are imported; none leaves. What was copied before, such as a captured fetch, finds no host. Not MSW: a
 * server of the user's own in the same file would get the requests first, and refuse what it does not know.
 */
function requestReplacements(transport: Transport): Replacement[] {
  return [
    [globalThis, { fetch: fetchOver(transport) }],
    [http, nodeRequest(transport, 'http')],
    [https, nodeRequest(transport, 'https')],
    [dns, { lookup: lookUpOver(transport) }],
    [globalThis, 'XMLHttpRequest' in globalThis ? { XMLHttpRequest: xmlHttpRequest(transport) } : {}],
  ];
}

/** `dns.lookup` that knows this machine alone. */
function lookUpOver({ block }: Transport) {
  const { lookup } = dns;
  return (host: string, ...rest: unknown[]): unknown => {
    const callback = rest.at(-1);
    if (host === 'localhost' || isIP(host) || typeof callback !== 'function') {
      return Reflect.apply(lookup, dns, [host, ...rest]);
    }
    block(host);
    const error = new Error(`getaddrinfo ENOTFOUND ${host}: the suite lets no request out`);
    process.nextTick(callback, Object.assign(error, { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: host }));
    return {};
  };
}

/** A `fetch` without a network; it fails as Node's does. */
function fetchOver(transport: Transport): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { signal, url } = request;
    signal.throwIfAborted();
    await requireTrueLength(request);
    const response = await Promise.race([transport.fetch(request), rejectionBy(signal)]);
    signal.throwIfAborted();
    const { type, status, headers, body } = response;
    if (type === 'error') throw fetchFailed(resetError());
    // Only a response that came over the network has a URL and a status text.
    const received = new Response(body, { status, headers, statusText: STATUS_CODES[status] ?? '' });
    return Object.defineProperty(received, 'url', { value: url });
  };
}

/** A body of another length than the header says never leaves Node. */
async function requireTrueLength(request: Request): Promise<void> {
  const declared = request.headers.get('content-length');
  if (declared === null) return;
  const { byteLength } = await request.clone().arrayBuffer();
  if (Number(declared) === byteLength) return;
  const code = 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH';
  throw fetchFailed(Object.assign(new Error('Request body length does not match content-length header'), { code }));
}

function rejectionBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

function fetchFailed(cause: Error): TypeError {
  return new TypeError('fetch failed', { cause });
}
