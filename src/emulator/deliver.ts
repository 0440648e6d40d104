import type { Answered } from './respond.ts';
import type { Settings } from './settings.ts';

interface Circumstances {
  readonly sleep: Settings['sleep'];
  /** Once it is aborted, an answer that is not there yet never comes. */
  readonly request: Request;
  /** Aborts when the emulator forgets everything: then nobody who waits gets an answer. */
  readonly reset: AbortSignal;
}

/** Those that wait for their answer: often nobody else holds the Request, and one that is collected hears no abort. */
const pending = new Set<Request>();

/** The Response, once it is due: of type `error` where there is no answer, or nobody is left who waits for it. */
export async function deliver(answer: Answered, circumstances: Circumstances): Promise<Response> {
  const { status, headers, body, isText, delay = 0 } = answer;
  const isInTime = delay === 0 || (await waited(delay, circumstances));
  if (!isInTime || status === 0) return Response.error();
  const text = isText ? String(body) : JSON.stringify(body);
  return new Response(text ?? null, { status, headers });
}

/** Whether the time passed before the request or the reset aborted. Afterwards nothing of the waiting is left. */
async function waited(milliseconds: number, { sleep, request, reset }: Circumstances): Promise<boolean> {
  const signals = [request.signal, reset];
  const ending = new AbortController();
  const end = () => ending.abort();
  if (signals.some(({ aborted }) => aborted)) return false;
  pending.add(request);
  for (const signal of signals) signal.addEventListener('abort', end);
  const ended = new Promise((resolve) => ending.signal.addEventListener('abort', resolve));
  try {
    // No timer can be set to infinity; and who never answers needs none.
    await Promise.race([ended, ...(Number.isFinite(milliseconds) ? [sleep(milliseconds, ending.signal)] : [])]);
  } finally {
    pending.delete(request);
    for (const signal of signals) signal.removeEventListener('abort', end);
  }
  return !ending.signal.aborted;
}
