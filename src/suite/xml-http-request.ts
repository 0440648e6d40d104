import { STATUS_CODES } from 'node:http';
import { parseJson } from '../rules/index.ts';
import type { Handler } from '../server/serve-handler.ts';

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
