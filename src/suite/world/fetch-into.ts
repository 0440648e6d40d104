import { STATUS_CODES } from 'node:http';
import { connectionReset } from './connection-reset.ts';
import type { World } from './create-world.ts';

/** A `fetch` that knows no network but a world; it fails as the one of Node does. */
export function fetchInto(world: Pick<World, 'fetch'>): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { signal, url } = request;
    signal.throwIfAborted();
    const sent = await withTrueLength(request);
    const response = await Promise.race([world.fetch(sent), abortionOf(signal)]);
    signal.throwIfAborted();
    if (response.type === 'error') throw failed(connectionReset());
    // What only an answer that came over the wire has: its URL, and the words of its status line.
    return Object.defineProperties(response, {
      url: { value: url },
      statusText: { value: STATUS_CODES[response.status] },
    });
  };
}

/** A body of another length than the header says never leaves Node. */
async function withTrueLength(request: Request): Promise<Request> {
  const declared = request.headers.get('content-length');
  if (declared === null) return request;
  const { byteLength } = await request.clone().arrayBuffer();
  if (Number(declared) === byteLength) return request;
  const code = 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH';
  throw failed(Object.assign(new Error('Request body length does not match content-length header'), { code }));
}

function abortionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

/** What fetch of Node throws when there is no answer. */
function failed(cause: Error): TypeError {
  return new TypeError('fetch failed', { cause });
}
