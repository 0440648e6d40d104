import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RefusalName, refusal } from './refusal.ts';

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
