import { type ApiVersion, connectionsPath, retryAfterIn } from '../../rules/index.ts';
import { type Answer, answerOf } from './answer.ts';

export interface ClientOptions {
  /** The root, such as `https://graph.microsoft.com`. */
  readonly url: string;
  readonly version: ApiVersion;
  readonly token: string;
  readonly now: () => Date;
  /** Waits so many milliseconds; resolves early when the signal aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  /** The longest time in milliseconds that one request may be put off, however often. */
  readonly patience: number;
  /** The longest time in milliseconds until one answer is there. */
  readonly timeout: number;
}

/** A request below the collection of connections. */
export interface TenantRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly hasToken?: boolean;
  readonly text?: string | undefined;
}

/** The tenant gave no answer that says anything. */
export class NoAnswer extends Error {}

/**
 * Sends requests to a tenant, and heeds Retry-After: a request that is put off is sent again, for as long as patience
 * lasts. Redirects are not followed: they would take the token along.
 */
export interface TenantClient {
  /** @throws NoAnswer when patience is at its end, when the connection fails, or when the signal aborts a wait. */
  send(request: TenantRequest, signal: AbortSignal): Promise<Answer>;
}

const busy: readonly number[] = [429, 503, 504];

export function createTenantClient(options: ClientOptions): TenantClient {
  const { url, version, token, now, sleep, patience, timeout } = options;

  async function once({ method, path, headers = {}, hasToken = true, text }: TenantRequest): Promise<Answer> {
    const isRelative = !URL.canParse(path);
    try {
      const response = await fetch(isRelative ? `${url}/${version}${connectionsPath}${path}` : path, {
        method,
        headers: { ...headers, ...(hasToken && { Authorization: `Bearer ${token}` }) },
        // Bytes, for fetch would add a Content-Type to a string.
        ...(text !== undefined && { body: new TextEncoder().encode(text) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
      });
      return await answerOf(response);
    } catch (cause) {
      const { code, message } = Object(Object(cause).cause ?? cause);
      const isLate = Object(cause).name === 'TimeoutError';
      const reason = isLate ? `none in ${timeout / 1000} s` : (code ?? message);
      throw new NoAnswer(`${new URL(url).origin} gave no answer (${reason})`, { cause });
    }
  }

  return {
    async send(request, signal) {
      const deadline = now().getTime() + patience;
      let failed: Answer | undefined;
      for (let attempt = 0; ; attempt += 1) {
        const answer = await once(request);
        // The answer before may have been a failure of what was done all the same: the kit's known issue of 503.
        if (answer.status === 409 && request.method === 'POST' && failed) return failed;
        if (!busy.includes(answer.status)) return answer;
        if (answer.status !== 429) failed = answer;
        const wait = retryAfterIn(answer.headers.get('retry-after'), now()) ?? 1000 * 2 ** attempt;
        if (now().getTime() + wait > deadline) {
          throw new NoAnswer(`${new URL(url).origin} is too busy: ${answer.status}, and to wait ${wait / 1000} s more`);
        }
        await sleep(wait, signal);
        if (signal.aborted) throw new NoAnswer('it was stopped');
      }
    },
  };
}
