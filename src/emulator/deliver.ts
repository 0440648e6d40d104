import type { ServiceResponse } from './build-response.ts';
import type { Settings } from './settings.ts';

interface Delivery {
  readonly sleep: Settings['sleep'];
  /** Once its signal is aborted, a response that is not there yet never comes. */
  readonly request: Request;
  /** Aborted by `reset()`; pending requests then fail. */
  readonly reset: AbortSignal;
}

/**
 * Pending requests. Held because a garbage-collected Request no longer follows its signal; by the module, because an
 * emulator that nothing else refers to is collected too.
 */
const pending = new Set<Request>();

/** The Response, once it is due: of type `error` where the connection is lost, or the client has gone. */
export async function deliver(response: ServiceResponse, delivery: Delivery): Promise<Response> {
  const { status, headers, body, isText, delay = 0 } = response;
  const isInTime = delay === 0 || (await wait(delay, delivery));
  if (!isInTime || status === 0) return Response.error();
  const text = isText ? String(body) : JSON.stringify(body);
  return new Response(text ?? null, { status, headers });
}

/** Whether the time passed before the request or the reset aborted. Leaves no timer and no listener behind. */
async function wait(milliseconds: number, { sleep, request, reset }: Delivery): Promise<boolean> {
  const signals = [request.signal, reset];
  const ending = new AbortController();
  const end = () => ending.abort();
  if (signals.some(({ aborted }) => aborted)) return false;
  pending.add(request);
  for (const signal of signals) signal.addEventListener('abort', end);
  const ended = new Promise((resolve) => ending.signal.addEventListener('abort', resolve));
  try {
    // No timer can be set to infinity, and a response that never comes needs none.
    await Promise.race([ended, ...(Number.isFinite(milliseconds) ? [sleep(milliseconds, ending.signal)] : [])]);
  } finally {
    pending.delete(request);
    for (const signal of signals) signal.removeEventListener('abort', end);
  }
  return !ending.signal.aborted;
}
