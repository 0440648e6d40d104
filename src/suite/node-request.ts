import http, {
  ClientRequest,
  type IncomingMessage,
  type RequestOptions,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { type Duplex, duplexPair } from 'node:stream';
import { arrayBuffer } from 'node:stream/consumers';
import { urlToHttpOptions } from 'node:url';
import { asRecord, parseJson } from '../rules/index.ts';
import type { Handler } from '../server/listener.ts';

type Callback = (response: IncomingMessage) => void;

/** The error of Node where the other side ends a connection. */
export function resetError(): Error {
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

  // Without it, a body that is longer than its Content-Length keeps the request from its response.
  server.on('clientError', () => {});

  function connect({ timeout, agent }: RequestOptions) {
    const [client, end] = duplexPair();
    client.on('close', () => end.destroy());
    end.on('error', () => {});
    resets.set(end, () => client.destroy(resetError()));
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
  const url = typeof first === 'string' || first instanceof URL ? new URL(first) : undefined;
  const rest = url ? others : args;
  const options = rest.find((one): one is RequestOptions => typeof one === 'object' && one !== null);
  const callback = rest.find((one): one is Callback => typeof one === 'function');
  return { options: { ...(url && urlToHttpOptions(url)), ...options }, ...(callback && { callback }) };
}

async function toRequest(incoming: IncomingMessage, outgoing: ServerResponse, scheme: string): Promise<Request> {
  const { method = 'GET', url = '/', headers } = incoming;
  const bytes = await arrayBuffer(incoming);
  const closed = new AbortController();
  outgoing.on('close', () => closed.abort());
  const hasBody = method !== 'GET' && method !== 'HEAD' && bytes.byteLength > 0;
  const sent = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return new Request(`${scheme}://${headers.host}${url}`, {
    method,
    headers: sent,
    signal: closed.signal,
    ...(hasBody && { body: bytes }),
  });
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

/** Adds what clients use of a socket. Its time-out uses the timers of the moment, as the client does. */
function asSocket(duplex: Duplex) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  duplex.on('close', () => clearTimeout(timer));
  return Object.assign(duplex, {
    connecting: false,
    encrypted: true,
    authorized: true,
    remoteAddress: '127.0.0.1',
    /** Emits `timeout` after so many milliseconds; 0 for never. */
    setTimeout(milliseconds: number, callback?: () => void): Duplex {
      clearTimeout(timer);
      if (callback) duplex.once('timeout', callback);
      if (milliseconds > 0) timer = setTimeout(() => duplex.emit('timeout'), milliseconds);
      return duplex;
    },
    setKeepAlive: () => duplex,
    setNoDelay: () => duplex,
    ref: () => duplex,
    unref: () => duplex,
  });
}

type EventHandler = ((event: Event) => void) | null;

/**
 * `XMLHttpRequest` without a network, for code that runs in jsdom or happy-dom, such as axios there. It sends no
 * preflight: that is the browser's. **Source:** XMLHttpRequest standard.
 */
export function xmlHttpRequest(transport: { readonly fetch: Handler }): new () => EventTarget {
  return class XMLHttpRequest extends EventTarget {
    static readonly UNSENT = 0;
    static readonly OPENED = 1;
    static readonly HEADERS_RECEIVED = 2;
    static readonly LOADING = 3;
    static readonly DONE = 4;
    readyState = 0;
    status = 0;
    statusText = '';
    responseURL = '';
    responseType = '';
    responseText = '';
    timeout = 0;
    withCredentials = false;
    readonly upload = new EventTarget();
    onreadystatechange: EventHandler = null;
    onload: EventHandler = null;
    onloadend: EventHandler = null;
    onerror: EventHandler = null;
    onabort: EventHandler = null;
    ontimeout: EventHandler = null;
    onprogress: EventHandler = null;
    #method = 'GET';
    #url = '';
    #headers = new Headers();
    #received = new Headers();
    #body = new ArrayBuffer(0);
    #ending = new AbortController();

    open(method: string, url: string | URL): void {
      this.#method = method.toUpperCase();
      this.#url = new URL(url, globalThis.location?.href).href;
      this.#headers = new Headers();
      this.#ending = new AbortController();
      this.#enter(1);
    }

    setRequestHeader(name: string, value: string): void {
      this.#headers.append(name, value);
    }

    getResponseHeader(name: string): string | null {
      return this.#received.get(name);
    }

    getAllResponseHeaders(): string {
      return [...this.#received].map(([name, value]) => `${name}: ${value}\r\n`).join('');
    }

    overrideMimeType(): void {}

    get response(): unknown {
      if (this.responseType === 'json') return parseJson(this.responseText) ?? null;
      if (this.responseType === 'arraybuffer') return this.#body;
      return this.responseType === 'blob' ? new Blob([this.#body]) : this.responseText;
    }

    abort(): void {
      if (this.readyState > 0 && this.readyState < 4) this.#end('abort');
    }

    send(body: BodyInit | null = null): void {
      const timer = this.timeout > 0 ? setTimeout(() => this.#end('timeout'), this.timeout) : undefined;
      this.#ending.signal.addEventListener('abort', () => clearTimeout(timer));
      void this.#exchange(this.#ending.signal, body).catch(() => this.#end('error'));
    }

    async #exchange(signal: AbortSignal, body: BodyInit | null): Promise<void> {
      const sent = this.#method === 'GET' || this.#method === 'HEAD' ? null : body;
      const request = new Request(this.#url, { method: this.#method, headers: this.#headers, body: sent, signal });
      const response = await transport.fetch(request);
      if (signal.aborted) return;
      if (response.type === 'error') return this.#end('error');
      this.status = response.status;
      this.statusText = STATUS_CODES[response.status] ?? '';
      this.responseURL = this.#url;
      this.#received = response.headers;
      this.#enter(2);
      this.#body = await response.arrayBuffer();
      this.responseText = new TextDecoder().decode(this.#body);
      this.#end('load');
    }

    #end(type: 'load' | 'error' | 'abort' | 'timeout'): void {
      if (this.readyState === 4) return;
      if (type !== 'load') this.status = 0;
      this.#ending.abort();
      this.#enter(4);
      this.#emit(type);
      this.#emit('loadend');
    }

    #enter(state: number): void {
      this.readyState = state;
      this.#emit('readystatechange');
    }

    #emit(type: 'readystatechange' | 'load' | 'loadend' | 'error' | 'abort' | 'timeout'): void {
      const event = new Event(type);
      this[`on${type}`]?.call(this, event);
      this.dispatchEvent(event);
    }
  };
}
