import { errorResponseOf } from '../emulator/build-response.ts';
import { errorEnvelope, sources } from '../rules/index.ts';

/** Why a request never reaches the emulator, or that it fails on it: names in the table of error responses. */
export type RefusalName =
  | 'requestUnreadable'
  | 'requestTimeout'
  | 'bodyTooLarge'
  | 'headersTooLarge'
  | 'internalServerError';

/** Such a response, in the envelope of Graph. The connection ends with it: the rest of the request is not read. */
export function refusal(name: RefusalName): Response {
  const response = errorResponseOf(name, { requestId: crypto.randomUUID(), date: new Date() });
  response.headers.set('Connection', 'close');
  return response;
}

const codes = {
  forbidden: 'Forbidden',
  unsupportedMediaType: 'UnsupportedMediaType',
  misdirected: 'MisdirectedRequest',
} as const;
const statuses = { forbidden: 403, unsupportedMediaType: 415, misdirected: 421 } as const;

/** The response to a request that is not let in, in the envelope of Graph, with the reason as its message. */
export function refusalAs(name: keyof typeof codes, message: string): Response {
  const [requestId, status, code] = [crypto.randomUUID(), statuses[name], codes[name]];
  const response = { status, code, message, evidence: 'inferred', source: sources.invented } as const;
  const envelope = errorEnvelope(response, { date: new Date(), requestId, clientRequestId: requestId });
  return Response.json(envelope, { status, headers: { Connection: 'close' } });
}
