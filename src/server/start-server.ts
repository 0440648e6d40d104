// Symbol.asyncDispose, for users whose lib does not have it yet.
/// <reference lib="esnext.disposable" preserve="true" />

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { NodeRequest, sendNodeResponse } from 'srvx/node';
import { type Answer, createAnswer } from './answer.ts';
import { makeCertificate } from './certificate.ts';
import { closer, listen } from './listen.ts';
import { type ServerOptions, settingsOf, type TlsKeyPair } from './options.ts';
import { refuseUnreadable } from './refuse-unreadable.ts';

/** A server that listens. */
export interface RunningServer {
  /** The root that stands for `https://graph.microsoft.com`, such as `http://127.0.0.1:3000`; a person opens its page. */
  readonly url: string;
  /** The certificate as PEM, for clients to trust; undefined without TLS. Node reads a file of it from NODE_EXTRA_CA_CERTS. */
  readonly certificate: string | undefined;
  /** Stops listening, cuts every connection and resolves when nothing is left. Twice does no harm. */
  close(): Promise<void>;
  /** The same as close: for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * An emulator behind a port, for clients in any language: they use `url` in place of `https://graph.microsoft.com`.
 * At `/` it has a page for people, which shows what is stored, what was asked, and why it was refused. The server
 * outlives whatever a client sends.
 *
 * @throws TypeError naming the option when one cannot be used.
 * @throws Error when it cannot listen, such as on a port that is taken: why, what to do, and the system's own error
 * as `cause`.
 * @example
 * ```ts
 * import { startServer } from 'external-connection-testkit/server';
 *
 * const { url, close } = await startServer();
 * const answer = await fetch(`${url}/v1.0/external/connections`, {
 *   method: 'POST',
 *   headers: { Authorization: 'Bearer any-access-token', 'Content-Type': 'application/json' },
 *   body: JSON.stringify({ id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' }),
 * });
 * answer.status; // 201
 * await close();
 * ```
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const settings = settingsOf(options);
  const { host, port, bodyLimit, tls } = settings;
  const pair = tls === true ? await makeCertificate(new Date()) : tls || undefined;
  const server = pair ? await createTlsServer(pair) : createServer(http);
  const handle = handlerOf(createAnswer(settings), bodyLimit);
  server.on('request', handle);
  server.on('checkExpectation', handle);
  server.on('clientError', refuseUnreadable);
  const close = closer(server);
  const url = await listen(server, { scheme: pair ? 'https' : 'http', host, port });
  return { url, certificate: pair?.cert, close, [Symbol.asyncDispose]: close };
}

function handlerOf(answer: Answer, maxRequestBodySize: number) {
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const response = await answer(new NodeRequest({ req, res, maxRequestBodySize }));
    // A fault that leaves the client without an answer.
    if (response.type === 'error') res.destroy();
    else await sendNodeResponse(res, response).catch(() => res.destroy());
  };
}

/** Without the check, a request without the header Host comes through to where it gets an answer with a body. */
const http = { requireHostHeader: false };

async function createTlsServer({ key, cert }: TlsKeyPair): Promise<Server> {
  const https = await import('node:https');
  try {
    return https.createServer({ ...http, key, cert });
  } catch (cause) {
    throw new TypeError('The option tls holds no matching pair. Use a private key and its certificate, both as PEM.', {
      cause,
    });
  }
}
