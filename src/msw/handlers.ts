import { type HttpHandler, http, type PathParams } from 'msw';
import { urlsInBatch } from '../emulator/batch.ts';
import { respondWithCors } from '../emulator/cors.ts';
import { engineOf } from '../emulator/engine.ts';
import { createEmulator, type Emulator, type Exchange, warnViolation } from '../emulator/index.ts';
import { readBody } from '../emulator/read-body.ts';
import { isServiceRoot, matchOperation, type OperationMatch } from '../rules/index.ts';
import { areaOf } from './area-of.ts';
import { requireOneMajor } from './one-major.ts';

/**
 * MSW handlers for external connections on the three roots of the service, which keep nothing: each request meets an
 * empty tenant, so tests cannot disturb each other. Profile documented; why a request was refused, or would be by the
 * live service, goes to `console.warn`.
 *
 * They respond to every request below `/external` and `/connections`, and to every `$batch` with such a part: with 501
 * where the kit does not emulate it. A handler of your own for one of these must stand before them.
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
  handlerOf(() => createEmulator({ profile: 'documented', onViolation: warnViolation })),
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
  return [handlerOf(() => emulator)];
}

function handlerOf(emulatorFor: () => Emulator): HttpHandler {
  const handler = http.all(
    async ({ request }) => {
      const match = await matchOf(request);
      return { matches: match !== undefined, params: paramsOf({ match }) };
    },
    ({ request, params }) =>
      respondWithCors(request, async () => {
        const { response, exchange } = await engineOf(emulatorFor()).handle(request, matchIn(params));
        for (const each of [exchange, ...(exchange.parts ?? [])]) warnNotEmulated(each);
        return response;
      }),
  );
  return requireOneMajor(handler);
}

/** What the kit responds to: undefined for a request that has nothing to do with external connections. */
async function matchOf(request: Request): Promise<OperationMatch | undefined> {
  const match = matchOperation(request.method, request.url);
  if (match.kind === 'elsewhere' || !isServiceRoot(match.root)) return undefined;
  if (match.kind !== 'batch') return match;
  const urls = urlsInBatch((await readBody(request.clone())).text, match);
  const isOurs = urls.length === 0 || urls.some((url) => matchOperation('GET', url).kind !== 'elsewhere');
  return isOurs ? match : undefined;
}

// MSW hands what a predicate returns as params to the resolver, whatever it is; its type knows text alone.
function paramsOf(params: { readonly match: OperationMatch | undefined }): PathParams {
  return params as unknown as PathParams;
}

function matchIn(params: PathParams): OperationMatch | undefined {
  return (params as unknown as Parameters<typeof paramsOf>[0]).match;
}

function warnNotEmulated({ request, response, fault }: Exchange): void {
  if (response.status !== 501 || fault !== undefined) return;
  const { pathname } = new URL(request.url);
  const area = areaOf(pathname);
  const path = pathname.replace(/^\/+[^/]+(?:\/+external(?=\/))?/i, '…').slice(0, 200);
  // The method of a part of a batch may be any text.
  const method = /^[A-Z]{1,20}$/.test(request.method) ? request.method : 'request';
  console.warn(
    `not emulated: ${method} ${path}${area ? ` (${area})` : ''}; give MSW your own handler before the kit's`,
  );
}
