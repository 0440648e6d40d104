import { allowOrigin, respondWithCors } from '../emulator/build-response.ts';
import { engineOf, type HandledLogin } from '../emulator/emulator.ts';
import type { Exchange } from '../emulator/index.ts';
import { isLoginPath } from '../emulator/token-endpoint.ts';
import { isLoginHost, matchOperation } from '../rules/index.ts';
import { makeCertificate } from './certificate.ts';
import { changeState, controlApi } from './control/control-api.ts';
import { refusalAtDoor } from './door.ts';
import { failedResponse, type Handler, refusal } from './listener.ts';
import type { Mocks } from './mocks.ts';
import { type ServerOptions, type ServerSettings, serverSettingsOf } from './options.ts';
import { isOwnPath, type OwnPaths, respondAtOwnPath } from './own-paths.ts';
import { page } from './page/page.ts';
import type { ServedAt } from './serve-handler.ts';
import { statusOf } from './status.ts';

/**
 * What `serveHandler` takes to serve an emulator, once `setUp` has put its connections and faults.
 *
 * @throws TypeError naming the option when one cannot be used.
 */
export function prepareServer(options: ServerOptions, additions: Additions = {}): readonly [Handler, ServedAt] {
  const settings = serverSettingsOf(options);
  const { host, port, bodyLimit, tls, tlsNames, emulator, setUp } = settings;
  setUp(emulator);
  const pair = tls === true ? makeCertificate(new Date(), tlsNames) : tls || undefined;
  return [createHandler({ ...settings, ...additions }), { host, port, bodyLimit, tls: pair }];
}

/**
 * The token endpoint at the paths of Microsoft Entra; the kit's own paths: the page for people at `/`, provider states
 * for verifiers of pacts, and the control API for tests; and the emulator everywhere else.
 */
function createHandler(settings: ServerSettings & Additions): Handler {
  const { onExchange } = settings;
  const graph = createGraphHandler({ ...settings, isLogin: ({ pathname }) => isLoginPath(pathname) });
  const ownPaths = ownPathsOf(settings);
  const respond = withFailures(onExchange, async (request) => {
    const url = new URL(request.url);
    const refused = refusalAtDoor(request, url, settings);
    if (refused) return await reportRefusal(refused[0], refusal(...refused), request, onExchange);
    if (isOwnPath(url.pathname)) return await respondAtOwnPath(request, ownPaths);
    const response = await graph(request);
    // A browser that trusts the certificate would refuse plain http on localhost for a year.
    if (response.type !== 'error') response.headers.delete('Strict-Transport-Security');
    return response;
  });
  return async (request) => {
    const { pathname } = new URL(request.url);
    const response = await respond(request);
    // A page must be able to read a refusal too.
    return isOwnPath(pathname) || isLoginPath(pathname) ? response : allowOrigin(request, response);
  };
}

/** What `createGraphHandler` takes. */
interface GraphSettings extends Pick<ServerSettings, 'emulator' | 'onExchange'>, Additions {
  readonly publicUrl?: ServerSettings['publicUrl'];
  /** Whether a request is for the token endpoint. Default: one to a host that issues tokens. */
  readonly isLogin?: (url: URL) => boolean;
  /** Called with each request to the token endpoint, and its response. */
  readonly onLogin?: (request: Request, handled: HandledLogin) => void | Promise<void>;
}

/** The emulator and its token endpoint alone, as for a proxy: without the page and the kit's own paths. */
export function createGraphHandler(settings: GraphSettings): Handler {
  const { emulator, onExchange, onLogin, isLogin = ({ hostname }) => isLoginHost(hostname) } = settings;
  const respond = createResponder(settings);
  return withFailures(onExchange, async (request) => {
    if (!isLogin(new URL(request.url))) return await respond(request);
    const handled = await engineOf(emulator).login(request);
    await onLogin?.(request, handled);
    return handled.response;
  });
}

/** What the command line adds to the options. */
interface Additions {
  /** Responds to what the emulator does not. */
  readonly mocks?: Mocks | undefined;
  /** Whether `onExchange` is called when the response is on its way, which so comes earlier. Default false. */
  readonly reportsLater?: boolean;
}

function createResponder({ emulator, onExchange, publicUrl, mocks, reportsLater }: GraphSettings): Handler {
  const engine = engineOf(emulator);
  return (request) =>
    respondWithCors(request, async () => {
      const match = matchOperation(request.method, request.url);
      const mocked = await mocks?.responseTo(request);
      if (mocked) {
        onExchange?.(bareExchange('mock', request, mocked));
        return mocked;
      }
      const handled = await engine.handle(request, { ...match, root: publicUrl ?? match.root });
      // The exchange is made when it is read.
      const report = () => {
        const exchange = handled.exchange();
        for (const each of [...(exchange.parts ?? []), exchange]) onExchange?.(each);
      };
      if (onExchange && reportsLater) setImmediate(report);
      else if (onExchange) report();
      return handled.response;
    });
}

function ownPathsOf(settings: ServerSettings): OwnPaths {
  const { emulator } = settings;
  return {
    ...page,
    '/status.json': { GET: () => Response.json(statusOf(emulator)) },
    '/health': { GET: () => Response.json({ status: 'ok' }) },
    // The page has no icon, and browsers ask for one all the same.
    '/favicon.ico': { GET: () => new Response(null, { status: 204 }) },
    '/_pact/provider-states': { POST: (request) => changeState(request, emulator) },
    ...controlApi(settings),
  };
}

type OnExchange = ServerSettings['onExchange'];

/** The handler, with a response to what it throws; a body that is too large is reported. */
function withFailures(onExchange: OnExchange, handler: Handler): Handler {
  return async (request) => {
    try {
      return await handler(request);
    } catch (error) {
      const response = failedResponse(error, request);
      return response.status === 413 ? reportRefusal('bodyTooLarge', response, request, onExchange) : response;
    }
  };
}

async function reportRefusal(
  fault: string,
  response: Response,
  request: Request,
  onExchange: OnExchange,
): Promise<Response> {
  onExchange?.(bareExchange(fault, request, response, await response.clone().json()));
  return response;
}

/**
 * What the emulator would have recorded. Without headers and query, for it is the emulator that redacts them.
 *
 * @param fault what decided the response in its place.
 */
function bareExchange(fault: string, request: Request, { status, headers }: Response, body?: unknown): Exchange {
  const { method, url } = request;
  const { origin, pathname } = new URL(url);
  return {
    at: new Date(),
    request: { method, url: origin + pathname, headers: {}, body: undefined },
    response: { status, headers: Object.fromEntries(headers), body },
    violations: [],
    advisories: [],
    attempt: 1,
    fault,
  };
}
