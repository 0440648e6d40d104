import { type HttpHandler, http } from 'msw';
import { createEmulator, type Emulator, emulatedUrl, isEmulated, warnViolation } from '../emulator/index.ts';

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
  return http.all(emulatedUrl, async ({ request }) =>
    (await isEmulated(request)) ? emulatorFor().fetch(request) : undefined,
  );
}
