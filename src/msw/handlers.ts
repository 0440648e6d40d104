import { type HttpHandler, http, type PathParams } from 'msw';
import { urlsInBatch } from '../emulator/batch.ts';
import { respondWithCors } from '../emulator/build-response.ts';
import { type Engine, engineOf } from '../emulator/engine.ts';
import { hintAt, isRefused, printableRequest } from '../emulator/exchange.ts';
import { readBody } from '../emulator/gateway.ts';
import { createEmulator, type Emulator, type Exchange, explainExchange, warnViolation } from '../emulator/index.ts';
import { isServiceRoot, matchOperation, type OperationMatch } from '../rules/index.ts';
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
export const handlers: readonly HttpHandler[] = [
  handlerOf(() => engineOf(createEmulator({ profile: 'documented', onViolation: warnViolation }))),
];

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
  const { printRefusals = true } = readOptions('handlersFor', handlerOptions, options);
  const engine = engineOf(emulator);
  return [handlerOf(() => engine, printRefusals ? createRefusalPrinter() : undefined)];
}

const handlerOptions = { printRefusals: option.flag() };

/** @param onRefusal called with each exchange that may be one, with the parts of a batch after the batch. */
function handlerOf(engineFor: () => Engine, onRefusal: (exchange: Exchange) => void = () => {}): HttpHandler {
  const handler = http.all(
    async ({ request }) => {
      const match = await matchOf(request);
      return { matches: match !== undefined, params: paramsOf({ match }) };
    },
    ({ request, params }) =>
      respondWithCors(asSentByPage(request), async () => {
        const handled = await engineFor().handle(request, matchIn(params));
        if (!handled.isAccepted) reportExchange(handled.exchange, onRefusal);
        return handled.response;
      }),
  );
  return requireOneMajor(handler);
}

function reportExchange(exchange: Exchange, onRefusal: (exchange: Exchange) => void): void {
  for (const each of [exchange, ...(exchange.parts ?? [])]) {
    warnNotEmulated(each);
    onRefusal(each);
  }
}

/** The request with the headers of a page: the Request class of happy-dom hides them, and its fetch insists on the response. */
function asSentByPage(request: Request): Pick<Request, 'method' | 'headers'> {
  if (!('document' in globalThis) || request.headers.has('origin')) return request;
  const headers = new Headers(request.headers);
  headers.set('Origin', 'null');
  if (request.method === 'OPTIONS') headers.set('Access-Control-Request-Method', '*');
  return { method: request.method, headers };
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

/** How many refusals are remembered, so that each is printed once. */
const refusalCapacity = 1000;

/** Prints why a request was refused, each distinct refusal once. What is not emulated has a line of its own. */
function createRefusalPrinter(): (exchange: Exchange) => void {
  const printed = new Set<string>();
  return (exchange) => {
    if (!isRefused(exchange) || exchange.response.status === 501 || printed.size >= refusalCapacity) return;
    const { method, path } = printableRequest(exchange);
    const key = [method, path, ...exchange.violations.map(({ message }) => message)].join('\n');
    if (printed.has(key)) return;
    printed.add(key);
    console.warn(explainExchange(exchange));
  };
}

function warnNotEmulated(exchange: Exchange): void {
  const { request, response, fault } = exchange;
  if (response.status !== 501 || fault !== undefined) return;
  const { pathname } = new URL(request.url);
  const area = areaOf(pathname);
  const path = pathname.replace(/^\/+[^/]+(?:\/+external(?=\/))?/i, '…').slice(0, 200);
  // The method of a part of a batch may be any text.
  const method = /^[A-Z]{1,20}$/.test(request.method) ? request.method : 'request';
  console.warn(
    [
      `not emulated: ${method} ${path}${area ? ` (${area})` : ''}; give MSW your own handler before the kit's`,
      ...hintAt(exchange),
    ].join('\n'),
  );
}

/** Parts of Graph that clients of external connections use and the kit does not emulate, by their first segments. */
const areas = [
  { name: 'people connectors', path: /^\/+[^/]+\/+admin\/+people(\/|$)/i },
  { name: 'search', path: /^\/+[^/]+\/+search(\/|$)/i },
] as const;

/** The part of Graph that a path belongs to; undefined for any other than those that need a name in a message. */
export function areaOf(path: string): string | undefined {
  return areas.find((area) => area.path.test(path))?.name;
}
