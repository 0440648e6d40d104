import { Unreachable } from './provider.ts';

/** @throws Unreachable where there is nobody to talk to; Error with the reason for any other failure. */
export async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (Object(cause).name === 'TimeoutError') throw new Error('No answer came in time.', { cause });
    const reason = codeOf(cause) ?? Object(Object(cause).cause).message ?? Object(cause).message;
    if (broken.has(reason)) throw new Error(`The connection was lost (${reason}).`, { cause });
    const { origin } = new URL(url);
    throw new Unreachable(`Nothing answers at ${origin} (${reason}). Start the provider, or give another URL.`, {
      cause,
    });
  }
}

/** There was somebody. */
const broken = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/** The system's code of a network failure, as fetch hides it. */
function codeOf(error: unknown): string | undefined {
  const { cause } = Object(error);
  const [first = cause] = Object(cause).errors ?? [];
  return Object(first).code;
}
