import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { once } from '../rules/index.ts';
import type { Handler } from './listener.ts';
import type { RunningServer, ServerOptions, TlsKeyPair } from './options.ts';

/** Where a handler is served. */
export interface ServedAt extends Pick<ServerOptions, 'host' | 'port' | 'bodyLimit'> {
  /** Default: no TLS. */
  readonly tls?: TlsKeyPair | undefined;
}

/**
 * Any handler behind a port. It listens before what responds to a request is loaded.
 *
 * @throws TypeError when the key does not match the certificate.
 * @throws Error when it cannot listen, with the system's own error as `cause`.
 */
export async function serveHandler(
  handler: Handler,
  { host = '127.0.0.1', port = 0, ...options }: ServedAt = {},
): Promise<RunningServer> {
  const server = createHandlerServer(handler, options);
  const close = closer(server);
  const root = `${options.tls ? 'https' : 'http'}://${inUrl(host)}`;
  await new Promise<void>((resolve, reject) => {
    server.on('error', (cause) => reject(cannotListen(`${root}:${port}`, cause)));
    server.listen({ host, port }, resolve);
  });
  // A server that listens on a port has an address of this shape.
  const url = `${root}:${(server.address() as AddressInfo).port}`;
  return { url, certificate: options.tls?.cert, close, [Symbol.asyncDispose]: close };
}

/** A server for a handler that does not listen yet: over TLS where it has a pair. */
export function createHandlerServer(handler: Handler, { tls, bodyLimit }: Omit<ServedAt, 'host' | 'port'>): Server {
  // An import reads every export of node:http, and with its WebSocket the whole of Fetch is loaded: 50 ms.
  const server = tls ? createTlsServer(tls) : process.getBuiltinModule('node:http').createServer(withoutHost);
  // Not before the first request: it takes time, and a simulated browser lacks the globals that srvx extends.
  const listener = once(async () => (await import('./listener.ts')).createListener(handler, bodyLimit));
  const respond = async (req: IncomingMessage, res: ServerResponse) => (await listener()).respond(req, res);
  server.on('request', respond);
  server.on('checkExpectation', respond);
  server.on('checkContinue', async (req, res) => (await listener()).continueAndRespond(req, res));
  server.on('clientError', async (error, socket) => (await listener()).refuseUnreadable(error, socket));
  return server;
}

/** Without the check, a request without the header Host reaches the handler, whose response has a body. */
const withoutHost = { requireHostHeader: false };

/** Milliseconds: a client that takes longer has stopped. */
const handshakeTimeout = 10_000;

function createTlsServer({ key, cert }: TlsKeyPair): Server {
  try {
    // Node.js takes an empty text for none, and listens.
    if (key === '' || cert === '') throw new Error('It is empty.');
    return process
      .getBuiltinModule('node:https')
      .createServer({ ...withoutHost, key, cert, handshakeTimeout, ALPNProtocols: ['http/1.1', 'http/1.0'] });
  } catch (cause) {
    throw new TypeError('The option tls holds no matching pair. Use a private key and its certificate, both as PEM.', {
      cause,
    });
  }
}

/** The error of a server that cannot listen at a URL: why, what to do, and the system's own error as its cause. */
export function cannotListen(url: string, cause: NodeJS.ErrnoException): Error {
  return new Error(`Cannot listen on ${url}: ${advice[cause.code ?? ''] ?? `${cause.message}.`}`, { cause });
}

/** A function that ends the server, cuts every connection to it, and resolves when nothing is left. */
function closer(server: Server): () => Promise<void> {
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

/** Whether only this machine reaches a server that listens there. */
export function isLoopbackHost(host: string): boolean {
  return /^(?:127(?:\.\d{1,3}){3}|\[?::1\]?|(?:[\w-]+\.)*localhost)$/i.test(host);
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

// Symbol.asyncDispose, for users whose lib does not have it yet.
/// <reference lib="esnext.disposable" preserve="true" />
