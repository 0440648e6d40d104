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

/**
 * Starts a proxy that records each request to a broker. It accepts one Bearer token, as PactFlow does, and replaces it
 * with the credentials of the broker: the open-source broker knows Basic authentication alone.
 */
export async function startRecordingProxy(broker: Broker, token: string): Promise<RecordingProxy> {
  const exchanges: RecordedExchange[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const { method = '', url: path = '', headers } = incoming;
    const body = await buffer(incoming);
    const isAllowed = headers.authorization === `Bearer ${token}`;
    const response = isAllowed ? await forward(broker, incoming, body) : undefined;
    const status = response?.statusCode ?? 401;
    exchanges.push({ method, path, headers, body: body.toString(), status });
    outgoing.writeHead(status, response?.headers);
    if (response) response.pipe(outgoing);
    else outgoing.end();
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

/** The header Host stays: the broker makes its links from it. */
async function forward(
  { url, authorization }: Broker,
  { method, url: path, headers }: IncomingMessage,
  body: Buffer,
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
