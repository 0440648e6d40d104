import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

interface Place {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
}

/**
 * Listens, and resolves with the root of every URL of the server, such as `http://127.0.0.1:3000`.
 *
 * @throws Error saying why it cannot listen there and what to do, with the system's own error as its cause.
 */
export function listen(server: Server, { scheme, host, port }: Place): Promise<string> {
  return new Promise((resolve, reject) => {
    server.on('error', (cause) => reject(cannotListen({ scheme, host, port }, cause)));
    server.listen({ host, port }, () => {
      // A server that listens on a port has an address of this shape.
      const address = server.address() as AddressInfo;
      resolve(`${scheme}://${inUrl(host)}:${address.port}`);
    });
  });
}

/** The error of a server that cannot listen: why, what to do, and the system's own error as its cause. */
export function cannotListen({ scheme, host, port }: Place, cause: NodeJS.ErrnoException): Error {
  return new Error(`Cannot listen on ${scheme}://${inUrl(host)}:${port}: ${adviceOn(cause)}`, { cause });
}

/** A function that ends the server, cuts every connection to it, and resolves when nothing is left. */
export function closer(server: Server): () => Promise<void> {
  // Every socket, not those with a request alone, which closeAllConnections knows: one may still shake hands.
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
}

/** A host as a URL holds it: IPv6 in brackets, and "every address" as the one of this machine. */
export function inUrl(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

const advice: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is taken. Stop what listens there, or choose another port, or port 0 for any free one.',
  EACCES: 'the system does not allow it. Choose a port from 1024, or port 0 for any free one.',
  EADDRNOTAVAIL: 'this machine does not have the address. Choose 127.0.0.1, or 0.0.0.0 for every address it has.',
  ENOTFOUND: 'the name does not exist. Choose 127.0.0.1, or 0.0.0.0 for every address of this machine.',
};

function adviceOn({ code = '', message }: NodeJS.ErrnoException): string {
  return advice[code] ?? `${message}.`;
}
