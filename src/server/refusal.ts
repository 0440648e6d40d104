import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
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

const names: Readonly<Record<string, RefusalName>> = {
  HPE_HEADER_OVERFLOW: 'headersTooLarge',
  ERR_HTTP_REQUEST_TIMEOUT: 'requestTimeout',
};

/** Answers what the HTTP parser cannot read, in the envelope of Graph, and ends the connection. */
export async function refuseUnreadable({ code = '' }: NodeJS.ErrnoException, socket: Duplex): Promise<void> {
  const name = names[code] ?? (code.startsWith('HPE_') ? 'requestUnreadable' : undefined);
  // A client that has gone, or that does not speak TLS, cannot read a response.
  if (!name || !socket.writable) return void socket.destroy();
  const { status, headers, body } = await plain(refusal(name));
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...headers,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

async function plain(response: Response) {
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`);
  return { status: response.status, headers, body: await response.text() };
}
