import { setTimeout as sleepByTimer } from 'node:timers/promises';
import { asRecord, isRetryable, retryAfterIn } from '../rules/index.ts';
import { badOption } from '../schemas/index.ts';

/** Waits so many milliseconds; may resolve or reject early when the signal aborts. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<unknown>;

interface TenantClientOptions {
  /** The root of Graph without a slash at the end, such as `https://graph.microsoft.com`. */
  readonly graphUrl: string;
  readonly accessToken: string;
  /** Milliseconds until one response must be complete. */
  readonly timeoutMs: number;
  /** The longest time in milliseconds for the retries of one request, and for a change that Graph makes later. */
  readonly waitMs: number;
  /** Milliseconds between two polls, and before the first retry without Retry-After. */
  readonly pollMs: number;
  /** The clock. Default: the system's. */
  readonly now?: (() => Date) | undefined;
  /** Default: a timer. */
  readonly sleep?: Sleep | undefined;
  /**
   * Stops the run: waits end at once, and what is sent from then on, to clean up, has ended 1.6 s later. Default: the
   * run is not stopped.
   */
  readonly signal?: AbortSignal | undefined;
}

/** Milliseconds after the stop of a run until every request has ended: with the rest of the work, that is below 2 s. */
const cleanUpMs = 1600;

/** The retries of the first request where the service fails without Retry-After: it is down, or another service. */
const firstRetries = 3;

/** The longest time in milliseconds between two polls once a run is stopped. */
const cleanUpPollMs = 200;

interface TenantRequest {
  readonly method: string;
  /** Path and query below the root, with the version. */
  readonly path: string;
  readonly headers?: Headers | Readonly<Record<string, string>>;
  /** Whether the access token is sent. Default true. */
  readonly hasToken?: boolean;
  readonly text?: string | undefined;
  /** Stops the retries. Default: they are not stopped. */
  readonly signal?: AbortSignal | undefined;
}

/** A client for a real tenant, with one retry policy. */
export type TenantClient = ReturnType<typeof createTenantClient>;

/** A client for the tenant. */
export function createTenantClient(options: TenantClientOptions) {
  const { graphUrl, accessToken, timeoutMs, now = () => new Date(), signal: stop = never } = options;
  const { sleep = (ms, signal) => sleepByTimer(ms, undefined, { signal }) } = options;
  const { origin } = new URL(graphUrl);
  const end = endAfter(stop);
  let isUp = false;

  /** How long a request may take that begins now, and what ends its waits. */
  function limitsOf(signal: AbortSignal) {
    const { waitMs, pollMs } = options;
    if (!stop.aborted) return { waitMs, pollMs, ending: AbortSignal.any([signal, stop]) };
    return { waitMs: Math.min(waitMs, cleanUpMs), pollMs: Math.min(pollMs, cleanUpPollMs), ending: end };
  }

  async function pause(ms: number, signal: AbortSignal): Promise<void> {
    await sleep(ms, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
    if (signal.aborted) throw new NoResponse('it was stopped');
  }

  function sendOnce({ method, path, headers, hasToken = true, text }: TenantRequest): Promise<Response> {
    const sent = new Headers(headers);
    if (hasToken) sent.set('Authorization', `Bearer ${accessToken}`);
    // Bytes: fetch would add a Content-Type to a string.
    const body = text !== undefined && { body: new TextEncoder().encode(text) };
    return sendRequest(graphUrl + path, { method, headers: sent, ...body, timeoutMs, signal: end });
  }

  return {
    /**
     * Sends a request until the response is not one to retry, and never before the time of Retry-After. A create that
     * fails and then gets a 409 resolves with the failure: Graph stored the connection and responded 503 all the same.
     *
     * @throws NoResponse when the time for retries is over, when there is no response, or when the signal aborts.
     */
    async send({ signal = never, ...request }: TenantRequest): Promise<Response> {
      const { waitMs, pollMs, ending } = limitsOf(signal);
      const deadline = now().getTime() + waitMs;
      let failure: Response | undefined;
      for (let attempt = 0; ; attempt += 1) {
        const response = await sendOnce(request);
        const { status } = response;
        if (status === 409 && request.method === 'POST' && failure) return failure;
        const asked = retryAfterIn(response.headers.get('retry-after'), now());
        isUp ||= !isRetryable(status) || status === 429 || asked !== undefined;
        if (!isUp && attempt === firstRetries) {
          throw new NoResponse(`${origin} responded ${status} to all of the first ${attempt + 1} requests`);
        }
        if (!isRetryable(status)) return response;
        if (status !== 429) failure = response;
        // After "Retry-After: 0" too: a service that goes on so would get requests without a pause.
        const ms = asked || pollMs * 2 ** attempt;
        if (now().getTime() + ms > deadline) {
          throw new NoResponse(`${origin} responded ${status}, and a retry would have to wait ${ms / 1000} s more`);
        }
        await pause(ms, ending);
      }
    },
    /**
     * Polls until the result is not undefined.
     *
     * @param problem completes the sentence "After 5 s, …".
     * @throws NoResponse when it takes too long, or when the signal aborts.
     */
    async poll<Value>(look: () => Promise<Value | undefined>, problem: string, signal = never): Promise<Value> {
      const { waitMs, pollMs, ending } = limitsOf(signal);
      const deadline = now().getTime() + waitMs;
      for (;;) {
        const found = await look();
        if (found !== undefined) return found;
        if (now().getTime() + pollMs > deadline) throw new NoResponse(`After ${waitMs / 1000} s, ${problem}`);
        await pause(pollMs, ending);
      }
    },
  };
}

const never = new AbortController().signal;

/** Aborts when the time for cleaning up is over. */
function endAfter(stop: AbortSignal): AbortSignal {
  const end = new AbortController();
  const begin = () => setTimeout(() => end.abort(new NoResponse('it was stopped')), cleanUpMs).unref();
  if (stop.aborted) begin();
  stop.addEventListener('abort', begin, { once: true });
  return end.signal;
}

/** A request got no response, or none in time. The message names the reason. */
export class NoResponse extends Error {
  override readonly name = 'NoResponse';
  /** Whether nothing listens at the URL, so that every other request would fail too. */
  readonly isUnreachable: boolean;

  constructor(message: string, options: ErrorOptions & { readonly isUnreachable?: boolean } = {}) {
    super(message, options);
    this.isUnreachable = options.isUnreachable ?? false;
  }
}

/**
 * Sends a request once and reads the whole response. Redirects are not followed by default: they would take the token along.
 *
 * @throws NoResponse when none arrives in time, when the connection is lost, or when nothing listens at the URL.
 */
export async function sendRequest(
  url: string,
  { timeoutMs, signal, ...init }: RequestInit & { readonly timeoutMs: number },
): Promise<Response> {
  const ends = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]);
  try {
    const response = await fetch(url, { redirect: 'manual', ...init, signal: ends });
    const { status, statusText, headers } = response;
    const bytes = await response.arrayBuffer();
    return new Response(bytes.byteLength === 0 ? null : bytes, { status, statusText, headers });
  } catch (cause) {
    throw noResponse(new URL(url).origin, cause, timeoutMs);
  }
}

/** What a code of a failed connection says of an origin, and whether every other request would fail too. */
const failures: readonly (readonly [code: RegExp, describe: (origin: string) => string, isUnreachable: boolean])[] = [
  // It was open before it was lost.
  [/^(ECONNRESET|EPIPE|UND_ERR_(SOCKET|HEADERS_TIMEOUT|BODY_TIMEOUT))$/, (at) => `${at} closed the connection`, false],
  [
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|E\w+UNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|bad port)$/,
    (at) => `Nothing listens at ${at}`,
    true,
  ],
  [/^(EPROTO|ERR_SSL_\w+)$/, (at) => `${at} does not speak TLS`, true],
  [
    /CERT|SIGNATURE/,
    (at) => `Node.js does not trust the certificate of ${at}; let NODE_EXTRA_CA_CERTS name its file`,
    true,
  ],
];

function noResponse(origin: string, cause: unknown, timeoutMs: number): NoResponse {
  if (cause instanceof NoResponse) return cause;
  const error = asRecord(cause);
  if (error?.name === 'TimeoutError') {
    return new NoResponse(`${origin} did not respond within ${timeoutMs / 1000} s`, { cause });
  }
  const inner = asRecord(error?.cause);
  const [first = inner] = Array.isArray(inner?.errors) ? inner.errors : [];
  const reason = String(asRecord(first)?.code ?? inner?.message ?? error?.message);
  const [, describe = (at: string) => `${at} sent no response that can be read`, isUnreachable = false] =
    failures.find(([code]) => code.test(reason)) ?? [];
  return new NoResponse(`${describe(origin)} (${reason})`, { cause, isUnreachable });
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The root of a tenant without a final slash.
 *
 * @throws TypeError when it is neither of TLS nor of this machine, has a user or a query, or ends with a version.
 */
export function secureRoot(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  // A token must not be sent unencrypted.
  const isSafe = parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && loopback.test(parsed.hostname));
  if (!parsed || !isSafe || parsed.username || parsed.password || parsed.search) {
    throw badOption('graphUrl', parsed ? parsed.origin : url, 'an https root, such as "https://graph.microsoft.com"');
  }
  const root = url.replace(/(?<!\/)\/+$/, '');
  if (/\/(?:v1\.0|beta)$/i.test(root)) throw badOption('graphUrl', url, 'the root of Graph, without a version');
  return root;
}
