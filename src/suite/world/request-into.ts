import http, { ClientRequest, type IncomingMessage, type RequestOptions, type ServerResponse } from 'node:http';
import type { World } from './create-world.ts';
import { socketPair } from './socket-pair.ts';

type Callback = (response: IncomingMessage) => void;

/** `request` and `get` of `node:http`, or of `node:https`, that know no network but a world. */
export function requestInto(world: Pick<World, 'fetch'>, scheme: 'http' | 'https') {
  const resets = new WeakMap<object, () => void>();
  const server = http.createServer({ requireHostHeader: false }, async (incoming, outgoing) => {
    const response = await requestOf(incoming, outgoing, scheme).then(world.fetch, () => Response.error());
    if (response.type === 'error') resets.get(incoming.socket)?.();
    else await send(response, outgoing);
  });

  function connect({ timeout, agent }: RequestOptions) {
    const { client, server: end, reset } = socketPair();
    resets.set(end, reset);
    server.emit('connection', end);
    const idle = timeout ?? Object(Object(agent).options).timeout;
    if (idle) client.setTimeout(idle);
    return client;
  }

  const request = (...args: unknown[]): ClientRequest => {
    const { options, callback } = readArguments(args);
    const defaultPort = scheme === 'https' ? 443 : 80;
    const { agent, ...rest } = options;
    const withoutNetwork = { ...rest, protocol: 'http:', defaultPort, createConnection: () => connect(options) };
    // Node takes any Duplex for a socket. Its types ask for more.
    return new ClientRequest(withoutNetwork as unknown as RequestOptions & URL, callback);
  };
  const get = (...args: unknown[]): ClientRequest => request(...args).end();
  return { request, get };
}

/** **Source:** node:http, request(url[, options][, callback]) and request(options[, callback]). */
function readArguments(args: readonly unknown[]): { options: RequestOptions; callback?: Callback } {
  const [first, ...others] = args;
  const isUrl = typeof first === 'string' || first instanceof URL;
  const rest = isUrl ? others : args;
  const options = rest.find((one): one is RequestOptions => typeof one === 'object' && one !== null);
  const callback = rest.find((one): one is Callback => typeof one === 'function');
  return { options: { ...(isUrl && optionsOf(new URL(first))), ...options }, ...(callback && { callback }) };
}

function optionsOf({ hostname, port, pathname, search }: URL): RequestOptions {
  return { hostname, path: `${pathname}${search}`, ...(port && { port }) };
}

async function requestOf(incoming: IncomingMessage, outgoing: ServerResponse, scheme: string): Promise<Request> {
  const { method = 'GET', url = '/', headers } = incoming;
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const gone = new AbortController();
  outgoing.on('close', () => gone.abort());
  const mayHaveBody = method !== 'GET' && method !== 'HEAD';
  const body = mayHaveBody && chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
  const sent = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return new Request(`${scheme}://${headers.host}${url}`, { method, headers: sent, signal: gone.signal, ...body });
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}
