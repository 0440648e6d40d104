import { once } from 'node:events';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect, type TLSSocket } from 'node:tls';

/** The response to CONNECT: its status, its text, and the tunnel. */
export interface Connected {
  readonly status: number | undefined;
  readonly reason: string;
  readonly socket: Socket;
}

/** Asks a proxy for a tunnel. */
export function connectTo(proxyUrl: string, target: string): Promise<Connected> {
  const { hostname, port } = new URL(proxyUrl);
  return new Promise((resolve, reject) => {
    request({ host: hostname, port, method: 'CONNECT', path: target, agent: false })
      .on('connect', ({ statusCode: status }, socket, head) => {
        const connected = (reason: string) => resolve({ status, reason, socket });
        if (status === 200) connected('');
        else void text(socket).then((rest) => connected(`${head}${rest}`));
      })
      .on('error', reject)
      .end();
  });
}

/** What the CONNECT and the TLS handshake name; the header Host of a request may be another. */
export interface TunnelOptions {
  readonly proxyUrl: string;
  readonly authority: string;
  readonly target?: string;
  readonly servername?: string;
}

/** A TLS connection through a tunnel. */
export async function tunnel(options: TunnelOptions): Promise<TLSSocket> {
  const { proxyUrl, authority, target = 'graph.microsoft.com:443', servername = target.split(':')[0] } = options;
  const { socket } = await connectTo(proxyUrl, target);
  const tls = connect({ socket, ca: authority, servername: servername ?? '' });
  await once(tls, 'secureConnect');
  return tls;
}

/** Writes a request as it is, and resolves with the whole response once the server ends the connection. */
export async function send(socket: TLSSocket, head: string, body = ''): Promise<string> {
  const lines = [head, 'Connection: close', `Content-Length: ${Buffer.byteLength(body)}`];
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  return await text(socket);
}
