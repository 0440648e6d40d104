import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { makeCertificate } from './certificate.ts';
import { isTooLarge } from './door.ts';
import { type ServerOptions, settingsOf, type TlsKeyPair } from './options.ts';
import { refusal, refuseUnreadable } from './refusal.ts';

/**
 * Any handler behind a port.
 *
 * @throws TypeError naming the option when one cannot be used.
 * @throws Error when it cannot listen, with the system's own error as `cause`.
 */
export async function serveHandler(handler: Handler, options: ServerOptions = {}): Promise<RunningServer> {
  const { host, port, bodyLimit, tls, tlsNames } = settingsOf(options);
  const pair = tls === true ? makeCertificate(new Date(), tlsNames) : tls || undefined;
  const server = await createHandlerServer(handler, { pair, bodyLimit });
  const close = closer(server);
  const url = await listen(server, { scheme: pair ? 'https' : 'http', host, port });
  return { url, certificate: pair?.cert, close, [Symbol.asyncDispose]: close };
}

/** A server for a handler that does not listen yet: over TLS where it has a pair. */
export async function createHandlerServer(
  handler: Handler,
  { pair, bodyLimit }: { readonly pair: TlsKeyPair | undefined; readonly bodyLimit: number },
): Promise<Server> {
  const server = pair ? await createTlsServer(pair) : createServer(http);
  // Not before it is needed: a simulated browser lacks the globals that it extends.
  const listener = listenerOf(handler, bodyLimit, await import('srvx/node'));
  server.on('request', listener);
  server.on('checkExpectation', listener);
  // Only then is the body sent; the handler refuses one that is announced as too large.
  server.on('checkContinue', (req: IncomingMessage, res: ServerResponse) => {
    if (!isTooLarge(req.headers['content-length'], bodyLimit)) res.writeContinue();
    void listener(req, res);
  });
  server.on('clientError', refuseUnreadable);
  return server;
}

function listenerOf(
  handler: Handler,
  maxRequestBodySize: number,
  { NodeRequest, sendNodeResponse }: typeof import('srvx/node'),
) {
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const isAmbiguous = (req.headersDistinct.host?.length ?? 0) > 1;
    const request = new NodeRequest({ req, res, maxRequestBodySize });
    const response = isAmbiguous ? refusal('requestUnreadable') : await handler(request);
    // A fault that leaves the client without a response.
    if (response.type === 'error') res.destroy();
    else await sendNodeResponse(res, withReason(response)).catch(() => res.destroy());
  };
}

/** The response with a reason phrase: SDKs print it. */
function withReason(response: Response): Response {
  if (response.statusText !== '') return response;
  return Object.defineProperty(response, 'statusText', { value: STATUS_CODES[response.status] ?? 'Unknown' });
}

/** Without the check, a request without the header Host reaches the handler, whose response has a body. */
const http = { requireHostHeader: false };

/** Milliseconds: a client that takes longer has stopped. */
const handshakeTimeout = 10_000;

async function createTlsServer({ key, cert }: TlsKeyPair): Promise<Server> {
  const https = await import('node:https');
  try {
    return https.createServer({ ...http, key, cert, handshakeTimeout });
  } catch (cause) {
    throw new TypeError('The option tls holds no matching pair. Use a private key and its certificate, both as PEM.', {
      cause,
    });
  }
}

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

// Symbol.asyncDispose, for users whose lib does not have it yet.
/// <reference lib="esnext.disposable" preserve="true" />

/** A server that listens. */
export interface RunningServer {
  /** The root that stands for `https://graph.microsoft.com`, such as `http://127.0.0.1:3000`; a person opens its page. */
  readonly url: string;
  /** The certificate as PEM, for clients to trust; undefined without TLS. Node reads a file of it from NODE_EXTRA_CA_CERTS. */
  readonly certificate: string | undefined;
  /** Stops listening, cuts every connection and resolves when nothing is left. Safe to call twice. */
  close(): Promise<void>;
  /** The same as close: for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Responds to one request; never throws. A Response of type `error` stands for a lost connection. */
export type Handler = (request: Request) => Promise<Response>;
