import { errorResponseOf } from '../emulator/build-response.ts';

/** Why a request never reaches the emulator, or that it fails on it: names in the table of answers. */
export type RefusalName =
  | 'requestUnreadable'
  | 'requestTimeout'
  | 'bodyTooLarge'
  | 'headersTooLarge'
  | 'internalServerError';

/** Such an answer, in the envelope of Graph. The connection ends with it: the rest of the request is not read. */
export function refusal(name: RefusalName): Response {
  const response = errorResponseOf(name, { requestId: crypto.randomUUID(), date: new Date() });
  response.headers.set('Connection', 'close');
  return response;
}
