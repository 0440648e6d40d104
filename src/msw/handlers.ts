import { type HttpHandler, http } from 'msw';
import { urlsInBatch } from '../emulator/batch.ts';
import { engineOf } from '../emulator/engine.ts';
import { createEmulator, type Emulator, warnViolation } from '../emulator/index.ts';
import { isServiceRoot, matchOperation } from '../rules/index.ts';

/**
 * MSW handlers for everything that the emulator knows, on the three roots of the service, which keep nothing: each
 * request meets an empty tenant, so tests cannot disturb each other. Profile documented; why a request was
 * refused, or would be by the live service, goes to `console.warn`.
 *
 * @example
 * ```ts
 * import { setupServer } from 'msw/node';
 * import { handlers } from 'external-connection-testkit/msw';
 *
 * const server = setupServer(...handlers);
 * ```
 */
export const handlers: readonly HttpHandler[] = [handlerOf(() => createEmulator({ onViolation: warnViolation }))];

/**
 * The same handlers on an emulator of your own, which remembers.
 *
 * @example
 * ```ts
 * import { setupServer } from 'msw/node';
 * import { createEmulator } from 'external-connection-testkit/emulator';
 * import { handlersFor } from 'external-connection-testkit/msw';
 *
 * const graph = createEmulator({ profile: 'live' });
 * const server = setupServer(...handlersFor(graph));
 * ```
 */
export function handlersFor(emulator: Emulator): HttpHandler[] {
  return [handlerOf(() => emulator)];
}

/** What the emulator does not know falls through to the user's own handlers. */
function handlerOf(emulatorFor: () => Emulator): HttpHandler {
  return http.all(
    async ({ request }) => isEmulated(request),
    async ({ request }) => (await engineOf(emulatorFor()).handle(request)).response,
  );
}

/** Whether the kit emulates a request to Graph; a batch when it is malformed or has a part that is. */
async function isEmulated(request: Request): Promise<boolean> {
  const match = matchOperation(request.method, request.url);
  if (match.kind === 'elsewhere' || match.kind === 'notEmulated' || !isServiceRoot(match.root)) return false;
  if (match.kind !== 'batch') return true;
  const urls = urlsInBatch(await request.clone().text(), match);
  return (
    urls.length === 0 || urls.some((url) => !['elsewhere', 'notEmulated'].includes(matchOperation('GET', url).kind))
  );
}
