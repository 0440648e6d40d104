import { createEmulator, type Emulator, type EmulatorOptions, type Exchange } from '../../emulator/index.ts';
import type { Clock } from '../clock/index.ts';
import { type Place, placeOf } from './place.ts';

/** A request of the client, and what became of it. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly text: string;
  readonly place: Place;
  /** When it came, in milliseconds of the clock. */
  readonly at: number;
  /** How many timers had been set by then. */
  readonly waits: number;
  /** Whether the client had already settled. */
  readonly isLate: boolean;
  /** What the client got; undefined where it is still waiting, or has gone. Status 0 where the connection was lost. */
  answer?: { readonly status: number; readonly headers: Headers; readonly text: string; readonly at: number };
  /** The emulator's note of it; absent where the request was for somebody else. */
  exchange?: Exchange;
}

/** Where a client meets the service: answers requests and remembers them. */
export interface World {
  readonly emulator: Emulator;
  readonly sent: readonly Sent[];
  /** Grows with every request and answer. */
  readonly activity: number;
  /** How many requests wait for their answer. */
  readonly waiting: number;
  /** Whether there were so many tries that no more are answered. */
  readonly isWornOut: boolean;
  /** Answers a request; of type `error` where the connection is lost. Pends for ever in a world that has ended. */
  fetch(request: Request): Promise<Response>;
  /** Loses the connection of all who wait. */
  drop(): void;
  /** From now on, requests are late. */
  close(): void;
}

export interface WorldOptions {
  /** The one root that is answered; undefined: whatever comes is. */
  readonly graphUrl: string | undefined;
  readonly clock: Clock;
  readonly emulator: EmulatorOptions | undefined;
  /** Whether a request comes from a client that was given up in an earlier world; it is let nowhere. */
  readonly isStray: (headers: Headers) => boolean;
}

/** No client that means to end sends so many requests for one connection. */
export const mostRequests = 60;

/** Keeps a byte order mark, which Request.text would hide. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Marks a request on its way to the emulator, so that its exchange is found again. */
const mark = 'x-suite-request';

export function createWorld({ graphUrl, clock, isStray, emulator: options }: WorldOptions): World {
  const settings: EmulatorOptions = { profile: 'live', onAdvisory: () => {}, ...options };
  const emulator = createEmulator({ ...settings, now: () => new Date(clock.now()) });
  const sent: Sent[] = [];
  let activity = 0;
  let waiting = 0;
  let isClosed = false;
  let dropping = new AbortController();

  async function answerTo(request: Request, text: string, one: Sent): Promise<Response> {
    if (one.place.kind === 'elsewhere') return Response.error();
    const { url, method, signal } = request;
    const headers = new Headers(request.headers);
    headers.set(mark, String(sent.indexOf(one)));
    const body = text === '' ? {} : { body: text };
    const answering = emulator.fetch(url, {
      method,
      headers,
      ...body,
      signal: AbortSignal.any([signal, dropping.signal]),
    });
    const response = await answering;
    const exchange = emulator.exchanges.find((exchange) => exchange.request.headers[mark] === headers.get(mark));
    if (exchange) one.exchange = exchange;
    return response;
  }

  return {
    emulator,
    sent,
    get activity() {
      return activity;
    },
    get waiting() {
      return waiting;
    },
    get isWornOut() {
      return sent.length > mostRequests;
    },
    async fetch(request) {
      // Not even refused: a client that tries again at once would never let go of this process.
      if (isStray(request.headers)) return new Promise(() => {});
      activity += 1;
      const { method, url, headers } = request;
      const text = utf8.decode(await request.arrayBuffer());
      const place = placeOf(url, graphUrl);
      const one: Sent = { method, url, headers, text, place, at: clock.now(), waits: clock.waits, isLate: isClosed };
      sent.push(one);
      if (sent.length > mostRequests) return new Promise(() => {});
      waiting += 1;
      const response = await answerTo(request, text, one);
      waiting -= 1;
      activity += 1;
      if (!request.signal.aborted && !isClosed) one.answer = await answerOf(response, clock.now());
      return response;
    },
    drop() {
      dropping.abort();
      dropping = new AbortController();
    },
    close() {
      isClosed = true;
    },
  };
}

async function answerOf(response: Response, at: number): Promise<NonNullable<Sent['answer']>> {
  const { status, headers } = response;
  return { status, headers, text: response.type === 'error' ? '' : await response.clone().text(), at };
}
