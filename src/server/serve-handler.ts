import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import { makeCertificate } from './certificate.ts';
import { isTooLarge } from './door.ts';
import { closer, listen } from './listen.ts';
import { type ServerOptions, settingsOf, type TlsKeyPair } from './options.ts';
import { refusal } from './refusal.ts';
import { refuseUnreadable } from './refuse-unreadable.ts';
import type { Handler, RunningServer } from './running-server.ts';

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
