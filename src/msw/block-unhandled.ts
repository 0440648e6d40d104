import { asRecord, graphHosts, isLoginHost, isLoopback, serviceRoots } from '../rules/index.ts';
import { didYouMean } from '../schemas/index.ts';
import { followServers } from './guard/follow-servers.ts';
import { isNode } from './guard/guard.ts';
import { BlockedRequestError } from './guard/hold-hosts.ts';
import { responding } from './handlers.ts';
import { areaOf } from './loopback.ts';

/**
 * Options for `server.listen` and `worker.start` that let no request out. A request that matches no handler fails in the
 * client, also one whose URL looks like an asset, and the console names it.
 *
 * In Node they also turn the guard on, from `listen` until the last server has closed: no connection to a host of Graph
 * or of its login is opened, by any client: `fetch` kept from before, undici, `bypass()` and `passthrough()` included.
 * Write `{ ...blockUnhandled }`, for MSW 2.13 to 2.15 read an option at the first unhandled request, and the spread reads
 * it at once.
 *
 * Not covered: worker threads, child processes, HTTP/2 sessions and connections of an agent or a dispatcher of your own
 * that were opened before, a client that asks no `dns.lookup` (an IP address, a resolver of its own, a proxy that it was given); in Bun,
 * Deno and browsers, whatever MSW does not intercept, `bypass()` and `passthrough()`.
 *
 * @example
 * ```ts
 * import { setupServer } from 'msw/node';
 * import { blockUnhandled, handlers } from 'external-connection-testkit/msw';
 *
 * const server = setupServer(...handlers);
 * server.listen({ ...blockUnhandled });
 * server.close();
 * ```
 */
export const blockUnhandled: UnhandledOptions = {
  get onUnhandledRequest() {
    followServers('onUnhandledRequest');
    return refuseRequest;
  },
  get onUnhandledFrame() {
    followServers('onUnhandledFrame');
    return refuseFrame;
  },
};

/** The options that `server.listen` and `worker.start` read: the first in MSW 2, the second in MSW 3. */
export interface UnhandledOptions {
  readonly onUnhandledRequest: (request: Request) => never;
  readonly onUnhandledFrame: (unhandled: { readonly frame: { readonly data: unknown } }) => never;
}

// Functions, because the strategy 'error' of MSW lets a URL pass that looks like an asset.
function refuseRequest({ url, method }: Request): never {
  throw networkRefusalOf(url, method, followServers('onUnhandledRequest'));
}

const refuseFrame: UnhandledOptions['onUnhandledFrame'] = ({ frame }) => {
  const { request, connection } = asRecord(frame.data) ?? {};
  const { url, method = 'WebSocket' } = asRecord(request) ?? asRecord(asRecord(connection)?.client) ?? {};
  throw networkRefusalOf(String(url), String(method), followServers('onUnhandledFrame'));
};

/** Logs which request was refused, and returns what MSW turns into a failure of the client. */
function networkRefusalOf(url: string, method: string, servers: number): Error | Response {
  const target = new URL(url);
  const { origin, pathname } = target;
  const area = areaOf(pathname);
  const hint = graphHosts.some((host) => host === target.hostname)
    ? ['', ...(responding.loaded?.didYouMeanUrl(url) ?? [])].join(' ')
    : didYouMean(target.hostname, graphHosts);
  const isOurs = serviceRoots.some((root) => root === origin) && /^\/+[^/]+\/+(external|connections)\b/i.test(pathname);
  const those = isOurs && hint === '' ? 'handlersFor' : isLoginHost(target.hostname) ? 'loginHandlers' : '';
  const fix = isLoopback(target)
    ? 'To let requests to this machine through, add the handler "loopback" of external-connection-testkit/msw.'
    : `Give MSW a handler for it${those && `, such as those of ${those}`}.`;
  const message = `The network guard of external-connection-testkit blocked ${method} ${origin}${pathname}${area ? ` (${area})` : ''}: no handler matches it.${hint} ${fix}${servers > 1 ? ' Several servers of MSW listen: use one.' : ''}`;
  console.error(message);
  return isNode() ? new BlockedRequestError(message) : Response.error();
}
