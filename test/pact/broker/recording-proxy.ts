import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Broker } from './inject-broker.ts';

/** A request of a client to the broker, and the status of the response. */
export interface RecordedExchange {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly status: number;
}

/** A proxy that listens on loopback. */
export interface RecordingProxy {
  readonly url: string;
  readonly exchanges: readonly RecordedExchange[];
  close(): Promise<void>;
}

/** A failure in place of a response: a status, a connection that breaks, or one that stays silent. */
export type Failure = number | 'break' | 'silence';

/**
 * Starts a proxy that records each request to a broker. It accepts one Bearer token, as PactFlow does, and replaces it
 * with the credentials of the broker: the open-source broker knows Basic authentication alone.
 *
 * @param failureOf decides by method and path whether a request fails.
 */
export async function startRecordingProxy(
  broker: Broker,
  token: string,
  failureOf: (line: string) => Failure | undefined = () => undefined,
): Promise<RecordingProxy> {
  const exchanges: RecordedExchange[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const { method = '', headers } = incoming;
    // A client that uses it as a forward proxy sends the whole URL.
    const { pathname, search } = new URL(incoming.url ?? '', 'http://broker.test');
    const path = pathname + search;
    const body = await buffer(incoming);
    const failure = failureOf(`${method} ${path}`);
    if (failure === 'break') incoming.socket.destroy();
    if (typeof failure === 'number') outgoing.writeHead(failure).end();
    if (failure !== undefined) return;
    const isAllowed = headers.authorization === `Bearer ${token}`;
    const response = isAllowed ? await forward(broker, { method, path, headers, body }) : undefined;
    const status = response?.statusCode ?? 401;
    exchanges.push({ method, path, headers, body: body.toString(), status });
    outgoing.writeHead(status, response?.headers);
    if (response) response.pipe(outgoing);
    else outgoing.end();
  });
  // A tunnel of a forward proxy, to whatever host, ends here.
  server.on('connect', (_request, socket) => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    server.emit('connection', socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The proxy has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    exchanges,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface ForwardedRequest {
  readonly method: string;
  readonly path: string;
  /** Host stays: the broker makes its links from it. */
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

async function forward(
  { url, authorization }: Broker,
  { method, path, headers, body }: ForwardedRequest,
): Promise<IncomingMessage> {
  const { authorization: _token, ...rest } = headers;
  const outgoing = request(`${url}${path}`, {
    method,
    headers: { ...rest, ...(authorization !== undefined && { authorization }) },
  });
  outgoing.end(body);
  const [response]: IncomingMessage[] = await once(outgoing, 'response');
  if (!response) throw new Error('The broker sent no response.');
  return response;
}
