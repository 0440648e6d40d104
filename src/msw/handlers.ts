import { type HttpHandler, http } from 'msw';
import { connectionsUrl, createEmulator, type Emulator, warnViolation } from '../emulator/index.ts';

/**
 * MSW handlers for `POST /{beta|v1.0}/external/connections` on the three roots of the service, which keep nothing:
 * each request meets an empty tenant, so tests cannot disturb each other. Profile documented; why a request was
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
export const handlers: readonly HttpHandler[] = [
  http.post(connectionsUrl, ({ request }) => createEmulator({ onViolation: warnViolation }).fetch(request)),
];

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
  return [http.post(connectionsUrl, ({ request }) => emulator.fetch(request))];
}
