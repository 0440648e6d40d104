import dns from 'node:dns';
import http, { STATUS_CODES } from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { isIP } from 'node:net';
import type { Handler } from '../server/serve-handler.ts';
import { connectionReset, nodeRequest } from './node-request.ts';
import { replace } from './replace.ts';
import { xmlHttpRequest } from './xml-http-request.ts';

/**
 * Sends every request of this process to a transport, however `fetch`, `XMLHttpRequest`, `node:http` and `node:https`
 * are imported; none leaves. What was copied before, such as a captured fetch, finds no host. Not MSW: a server of the
 * user's own in the same file would get the requests first, and refuse what it does not know.
 *
 * @returns restores everything.
 */
export function interceptRequests(transport: Intercepting): () => void {
  const restore = [
    replace(globalThis, { fetch: fetchOver(transport) }),
    replace(http, nodeRequest(transport, 'http')),
    replace(https, nodeRequest(transport, 'https')),
    replace(dns, { lookup: lookUpOver(transport) }),
    ...('XMLHttpRequest' in globalThis ? [replace(globalThis, { XMLHttpRequest: xmlHttpRequest(transport) })] : []),
  ];
  syncBuiltinESMExports();
  return () => {
    for (const undo of restore) undo();
    syncBuiltinESMExports();
  };
}

interface Intercepting {
  readonly fetch: Handler;
  /** Called with the name of a host that something tried to reach past the transport. */
  block(host: string): void;
}

/** `dns.lookup` that knows this machine alone. */
function lookUpOver({ block }: Intercepting) {
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
function fetchOver(transport: Intercepting): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { signal, url } = request;
    signal.throwIfAborted();
    await requireTrueLength(request);
    const response = await Promise.race([transport.fetch(request), rejectionBy(signal)]);
    signal.throwIfAborted();
    if (response.type === 'error') throw fetchFailed(connectionReset());
    // Only a response that came over the network has a URL and a status text.
    return Object.defineProperties(response, {
      url: { value: url },
      statusText: { value: STATUS_CODES[response.status] },
    });
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
