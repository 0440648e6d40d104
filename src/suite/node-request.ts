import http, { ClientRequest, type IncomingMessage, type RequestOptions, type ServerResponse } from 'node:http';
import { type Duplex, duplexPair } from 'node:stream';
import { asRecord } from '../rules/index.ts';
import type { Handler } from '../server/serve-handler.ts';

type Callback = (response: IncomingMessage) => void;

/** The error of Node where the other side ends a connection. */
export function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', errno: -104, syscall: 'read' });
}

/** `request` and `get` of `node:http`, or of `node:https`, without a network. */
export function nodeRequest(transport: { readonly fetch: Handler }, scheme: 'http' | 'https') {
  const resets = new WeakMap<object, () => void>();
  const server = http.createServer({ requireHostHeader: false }, async (incoming, outgoing) => {
    const response = await toRequest(incoming, outgoing, scheme).then(transport.fetch, () => Response.error());
    if (response.type === 'error') resets.get(incoming.socket)?.();
    else await send(response, outgoing);
  });

  function connect({ timeout, agent }: RequestOptions) {
    const [client, end] = duplexPair();
    client.on('close', () => end.destroy());
    end.on('error', () => {});
    resets.set(end, () => client.destroy(connectionReset()));
    server.emit('connection', end);
    const socket = asSocket(client);
    const idle = timeout ?? asRecord(asRecord(agent)?.options)?.timeout;
    if (typeof idle === 'number') socket.setTimeout(idle);
    return socket;
  }

  const request = (...args: unknown[]): ClientRequest => {
    const { options, callback } = readArguments(args);
    const defaultPort = scheme === 'https' ? 443 : 80;
    const { agent, ...rest } = options;
    const withoutNetwork = { ...rest, protocol: 'http:', defaultPort, createConnection: () => connect(options) };
    // Node accepts any Duplex as a socket. Its types ask for more.
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

async function toRequest(incoming: IncomingMessage, outgoing: ServerResponse, scheme: string): Promise<Request> {
  const { method = 'GET', url = '/', headers } = incoming;
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const closed = new AbortController();
  outgoing.on('close', () => closed.abort());
  const mayHaveBody = method !== 'GET' && method !== 'HEAD';
  const body = mayHaveBody && chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
  const sent = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return new Request(`${scheme}://${headers.host}${url}`, { method, headers: sent, signal: closed.signal, ...body });
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

interface SocketProperties {
  /** Emits `timeout` after so many milliseconds; 0 for never. */
  setTimeout(milliseconds: number, callback?: () => void): unknown;
}

/** Adds what clients use of a socket. Its time-out uses the timers of the moment, as the client does. */
function asSocket(duplex: Duplex) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const socket: Duplex & SocketProperties = Object.assign(duplex, {
    connecting: false,
    encrypted: true,
    authorized: true,
    remoteAddress: '127.0.0.1',
    setTimeout(milliseconds: number, callback?: () => void) {
      clearTimeout(timer);
      if (callback) duplex.once('timeout', callback);
      if (milliseconds > 0) timer = setTimeout(() => duplex.emit('timeout'), milliseconds);
      return socket;
    },
    setKeepAlive: () => socket,
    setNoDelay: () => socket,
    ref: () => socket,
    unref: () => socket,
  });
  duplex.on('close', () => clearTimeout(timer));
  return socket;
}
