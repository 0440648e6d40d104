import { asRecord } from '../rules/index.ts';

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
 * Sends a request once and reads the whole response. Redirects are not followed: they would take the token along.
 *
 * @throws NoResponse when none arrives in time, when the connection is lost, or when nothing listens at the URL.
 */
export async function sendRequest(
  url: string,
  { timeoutMs, signal, ...init }: RequestInit & { readonly timeoutMs: number },
): Promise<Response> {
  const ends = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]);
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: ends });
    const { status, statusText, headers } = response;
    const bytes = await response.arrayBuffer();
    return new Response(bytes.byteLength === 0 ? null : bytes, { status, statusText, headers });
  } catch (cause) {
    throw noResponse(new URL(url).origin, cause, timeoutMs);
  }
}

/** Codes of connections that were open before they were lost. */
const lost = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

function noResponse(origin: string, cause: unknown, timeoutMs: number): NoResponse {
  if (cause instanceof NoResponse) return cause;
  const error = asRecord(cause);
  if (error?.name === 'TimeoutError') {
    return new NoResponse(`${origin} did not respond within ${timeoutMs / 1000} s`, { cause });
  }
  const inner = asRecord(error?.cause);
  const [first = inner] = Array.isArray(inner?.errors) ? inner.errors : [];
  const reason = asRecord(first)?.code ?? inner?.message ?? error?.message;
  if (lost.has(String(reason))) return new NoResponse(`${origin} closed the connection (${reason})`, { cause });
  return new NoResponse(`Nothing listens at ${origin} (${reason})`, { cause, isUnreachable: true });
}
