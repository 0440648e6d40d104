import { type HttpHandler, http, type PathParams } from 'msw';
import { type Emulator, type Engine, engineOf } from '../emulator/emulator.ts';
import { graphHosts, type OperationMatch } from '../rules/index.ts';
import { option, readOptions } from '../schemas/index.ts';
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
export const handlers: readonly HttpHandler[] = [handlerOf()];

export interface HandlerOptions {
  /** Whether the console shows why a request was refused, each refusal once. Default true. */
  readonly printRefusals?: boolean;
}

/**
 * The same handlers on an emulator of your own, which remembers. The console shows why a request was refused: the rule, the
 * value and the fix.
 *
 * @throws TypeError naming the option when one cannot be used.
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
export function handlersFor(emulator: Emulator, options: HandlerOptions = {}): HttpHandler[] {
  const { printRefusals = true } = readOptions('handlersFor', { printRefusals: option.flag() }, options);
  return [handlerOf(engineOf(emulator), printRefusals ? new Set() : undefined)];
}

/** @param printed the refusals that were printed; default: none is. */
function handlerOf(engine?: Engine, printed?: Set<string>): HttpHandler {
  const handler = http.all(
    async ({ request }) => {
      const { host } = new URL(request.url);
      const isToGraph = graphHosts.some((known) => known === host);
      const match = isToGraph ? await matchOf(request, await responding.load()) : undefined;
      // MSW hands what a predicate returns as params to the resolver, whatever it is; its type knows text alone.
      return { matches: match !== undefined, params: { match } as unknown as PathParams };
    },
    async ({ request, params }) => {
      const { createEngine, reportExchange, respondWithCors, warnViolation: onViolation } = await responding.load();
      const { match } = params as unknown as { readonly match: OperationMatch };
      return respondWithCors(asSentByPage(request), async () => {
        const responder = engine ?? createEngine({ profile: 'documented', onViolation });
        const handled = await responder.handle(request, match);
        if (!handled.isAccepted) reportExchange(handled.exchange(), printed);
        return handled.response;
      });
    },
  );
  return requireOneMajor(handler);
}

/** The request with the headers of a page: the Request class of happy-dom hides them, and its fetch insists on the response. */
function asSentByPage(request: Request): Pick<Request, 'method' | 'headers'> {
  if (!('document' in globalThis) || request.headers.has('origin')) return request;
  const headers = new Headers(request.headers);
  headers.set('Origin', 'null');
  if (request.method === 'OPTIONS') headers.set('Access-Control-Request-Method', '*');
  return { method: request.method, headers };
}

type Loaded = typeof import('./respond.ts');

let loading: Promise<Loaded> | undefined;

/**
 * What responds, with the whole emulator: loaded at the first request to a host of Graph or its login, because most test
 * files that import handlers send none. No other request waits for it: in a page, it may be the one that loads it.
 */
export const responding: { loaded?: Loaded; readonly load: () => Promise<Loaded> } = {
  // One promise for all, so that what is sent meanwhile keeps its order.
  load: () => (loading ??= loadOnce()),
};

async function loadOnce(): Promise<Loaded> {
  responding.loaded ??= await import('./respond.ts');
  return responding.loaded;
}

/** What the kit responds to: undefined for a request that has nothing to do with external connections. */
async function matchOf(request: Request, loaded: Loaded): Promise<OperationMatch | undefined> {
  const { isServiceRoot, matchOperation, readBody, urlsInBatch } = loaded;
  const match = matchOperation(request.method, request.url);
  if (match.kind === 'elsewhere' || !isServiceRoot(match.root)) return undefined;
  if (match.kind !== 'batch') return match;
  const urls = urlsInBatch((await readBody(request.clone())).text, match);
  const isOurs = urls.length === 0 || urls.some((url) => matchOperation('GET', url).kind !== 'elsewhere');
  return isOurs ? match : undefined;
}
