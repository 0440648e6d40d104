/**
 * Options for `server.listen` and `worker.start` that let no request out: one that no handler answers fails in the
 * client (a page gets status 500 from MSW 3), and MSW prints which it was. Holds on MSW 2 and on MSW 3, which read the
 * option under different names and silently ignore the other's. Two gaps are MSW's own: code that imports `{ request }`
 * or `{ get }` by name from `node:http` is not seen, unless `syncBuiltinESMExports()` of `node:module` follows `listen`,
 * as in `useEmulator`; and a URL that ends like an asset, such as `.json` or `.png`, is let through.
 *
 * @example
 * ```ts
 * import { setupServer } from 'msw/node';
 * import { blockUnhandled, handlers } from 'external-connection-testkit/msw';
 *
 * const server = setupServer(...handlers);
 * server.listen(blockUnhandled);
 * server.close();
 * ```
 */
export const blockUnhandled = { onUnhandledRequest: 'error', onUnhandledFrame: 'error' } as const;
