import { type HttpHandler, http, passthrough } from 'msw';
import { isLoopback } from '../rules/index.ts';
import { requireOneMajor } from './one-major.ts';

/**
 * The host to which `assertBlocked` sends its requests, and in a page the start of their path. No resolver knows it.
 * **Source:** RFC 6761, section 6.4.
 */
export const guardedHost = 'guard.invalid';

/**
 * Lets requests to this machine through the guard, and only them: for tests that talk to a server of their own, such
 * as Pact's mock server. Without it, the guard blocks them too.
 *
 * @example
 * ```ts
 * import { blockUnhandled, handlers, loopback } from 'external-connection-testkit/msw';
 * import { setupServer } from 'msw/node';
 *
 * const server = setupServer(...handlers, loopback);
 * server.listen({ ...blockUnhandled });
 * server.close();
 * ```
 */
export const loopback: HttpHandler = requireOneMajor(
  http.all(
    ({ request }) => isLoopback(new URL(request.url)) && !request.url.includes(guardedHost),
    () => passthrough(),
  ),
);

/** The part of Graph that a path belongs to, of those that clients of external connections use and the kit does not emulate. */
export function areaOf(path: string): 'people connectors' | 'search' | undefined {
  if (/^\/+[^/]+\/+admin\/+people(\/|$)/i.test(path)) return 'people connectors';
  return /^\/+[^/]+\/+search(\/|$)/i.test(path) ? 'search' : undefined;
}
