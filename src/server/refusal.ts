/**
 * The answers to requests that never reach the emulator, or that it fails on. Status and sentence are those of the
 * error responses page (https://learn.microsoft.com/graph/errors) where it has them; the codes are our choice.
 */
const refusals = {
  unreadable: { status: 400, code: 'BadRequest', message: 'The request is malformed or incorrect.' },
  timeout: { status: 408, code: 'RequestTimeout', message: 'The request took too long to arrive.' },
  bodyTooLarge: {
    status: 413,
    code: 'RequestEntityTooLarge',
    message: 'The request size exceeds the maximum limit.',
  },
  headersTooLarge: {
    status: 431,
    code: 'RequestHeaderFieldsTooLarge',
    message: 'The request headers exceed the maximum limit.',
  },
  failed: {
    status: 500,
    code: 'GeneralException',
    message: 'There was an internal server error while processing the request.',
  },
} as const;

export type RefusalName = keyof typeof refusals;

/** Such an answer, in the envelope of Graph. The connection ends with it: the rest of the request is not read. */
export function refusal(name: RefusalName): Response {
  const { status, code, message } = refusals[name];
  const requestId = crypto.randomUUID();
  const innerError = {
    date: new Date().toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': requestId,
  };
  return new Response(JSON.stringify({ error: { code, message, innerError } }), {
    status,
    headers: {
      'Content-Type': 'application/json',
      'request-id': requestId,
      'client-request-id': requestId,
      Connection: 'close',
    },
  });
}
