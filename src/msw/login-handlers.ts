import { type HttpHandler, http } from 'msw';
import { type Emulator, type Engine, engineOf } from '../emulator/emulator.ts';
import { isLoginHost } from '../rules/index.ts';
import { responding } from './handlers.ts';
import { requireOneMajor } from './one-major.ts';

/**
 * MSW handlers for the token endpoint of Microsoft Entra in every cloud: instance discovery, the OpenID configuration and
 * tokens for client credentials, with a secret or a certificate. Each program whose form is complete gets a token with
 * every permission of external connections; a malformed form and every other flow are refused as Entra refuses them.
 *
 * @example
 * ```ts
 * import { setupServer } from 'msw/node';
 * import { handlers, loginHandlers } from 'external-connection-testkit/msw';
 *
 * const server = setupServer(...handlers, ...loginHandlers);
 * ```
 */
export const loginHandlers: readonly HttpHandler[] = [loginHandlerOf()];

/**
 * The same handlers on an emulator of your own: its option `roles` says which permissions the tokens carry, and its
 * planned faults refuse a request for a token.
 *
 * @throws TypeError when it is not an emulator.
 * @example
 * ```ts
 * import { setupServer } from 'msw/node';
 * import { createEmulator, faults } from 'external-connection-testkit/emulator';
 * import { handlersFor, loginHandlersFor } from 'external-connection-testkit/msw';
 *
 * const graph = createEmulator({ roles: ['ExternalConnection.ReadWrite.OwnedBy'] });
 * const server = setupServer(...handlersFor(graph), ...loginHandlersFor(graph));
 * graph.plan(faults.secretExpired());
 * ```
 */
export function loginHandlersFor(emulator: Emulator): HttpHandler[] {
  return [loginHandlerOf(engineOf(emulator))];
}

function loginHandlerOf(engine?: Engine): HttpHandler {
  return requireOneMajor(
    http.all(
      async ({ request }) => {
        const { hostname, pathname } = new URL(request.url);
        return isLoginHost(hostname) && (await responding.load()).isLoginPath(pathname);
      },
      async ({ request }) => {
        const { response } = await (engine ?? (await responding.load()).createEngine()).login(request);
        return response;
      },
    ),
  );
}
