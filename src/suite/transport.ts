import { createEmulator, type Emulator, type EmulatorOptions, type Exchange } from '../emulator/index.ts';
import { serviceRoots } from '../rules/index.ts';
import { serveHandler } from '../server/serve-handler.ts';
import { type Clock, createFakeClock, systemClock } from './clock.ts';
import { installClock, sleepOn } from './install-clock.ts';
import { interceptRequests } from './memory-transport.ts';
import { type Target, targetOf } from './target.ts';

/** A request of the client, and its response. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly text: string;
  readonly target: Target;
  /** When it came, in milliseconds of the clock. */
  readonly at: number;
  /** How many timers had been set by then. */
  readonly timersSet: number;
  /** Whether the client had already settled. */
  readonly isLate: boolean;
  /** What the client received; undefined where it is pending, or was aborted. Status 0 where the connection was lost. */
  readonly response?: ReceivedResponse;
  /** The emulator's record of it; absent where the request did not go to Graph. */
  readonly exchange?: Exchange;
}

export interface ReceivedResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly at: number;
}

/** Responds to the requests of one run, and records them. */
export interface Transport {
  readonly emulator: Emulator;
  readonly requests: readonly SentRequest[];
  /** Counts requests and responses. */
  readonly activity: number;
  /** How many requests have no response yet. */
  readonly pending: number;
  /** Whether the limit of requests was reached: there are no more responses. */
  readonly isExhausted: boolean;
  /** Responds to a request; of type `error` where the connection is lost. */
  fetch(request: Request): Promise<Response>;
  /** Fails every pending request. */
  failPending(): void;
  /** Marks all further requests as late. */
  close(): void;
}

/** A transport that the client can reach, and its clock. */
export interface Connection {
  readonly graphUrl: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** Whether every wait takes real time. */
  readonly isSlow: boolean;
  /** Restores everything. */
  close(): Promise<void>;
}

interface ConnectionOptions {
  /** The root of Graph in memory; undefined: the global one. */
  readonly graphUrl: string | undefined;
  readonly emulator: EmulatorOptions | undefined;
  /** Whether a request comes from the client of an earlier run that never settled. */
  readonly isForeign: (headers: Headers) => boolean;
}

interface TransportOptions extends ConnectionOptions {
  readonly clock: Clock;
}

/** A client that ends sends fewer requests for one connection. */
export const maxRequests = 60;

/** How a client reaches a transport, by the option `over`. */
export const connect = { memory: connectInMemory, http: connectOverHttp };

/** Sends the requests of this process to a transport, and makes the process use a fake clock. */
async function connectInMemory(options: ConnectionOptions): Promise<Connection> {
  const { graphUrl = serviceRoots[0] } = options;
  const clock = createFakeClock();
  const transport = createTransport({ ...options, graphUrl, clock });
  const restore = [interceptRequests(transport), installClock(clock)];
  return {
    graphUrl,
    transport,
    clock,
    sleep: sleepOn(clock),
    isSlow: false,
    async close() {
      for (const undo of restore.toReversed()) undo();
    },
  };
}

/** A server on this machine, by the system's clock. */
async function connectOverHttp(options: ConnectionOptions): Promise<Connection> {
  const transport = createTransport({ ...options, graphUrl: undefined, clock: systemClock });
  const { url, close } = await serveHandler((request) => transport.fetch(request));
  const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  return { graphUrl: url, transport, clock: systemClock, sleep, isSlow: true, close };
}

/** Keeps a byte order mark, which Request.text would hide. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

type Recorded = { -readonly [Name in keyof SentRequest]: SentRequest[Name] };

function createTransport({ graphUrl, clock, isForeign, emulator: options }: TransportOptions): Transport {
  const { emulator, handle } = createGraph({ profile: 'live', onAdvisory: () => {}, ...options }, clock);
  const requests: Recorded[] = [];
  let activity = 0;
  let pending = 0;
  let isClosed = false;
  let dropping = new AbortController();

  async function respond(request: Request, recorded: Recorded): Promise<Response> {
    if (recorded.target.kind === 'elsewhere') return Response.error();
    const { response, exchange } = await handle(request, recorded.text, dropping.signal);
    if (exchange) recorded.exchange = exchange;
    return response;
  }

  return {
    emulator,
    requests,
    get activity() {
      return activity;
    },
    get pending() {
      return pending;
    },
    get isExhausted() {
      return requests.length > maxRequests;
    },
    async fetch(request) {
      // Left pending on purpose: an error would make a retrying client loop.
      if (isForeign(request.headers)) return new Promise(() => {});
      activity += 1;
      const { method, url, headers } = request;
      const text = utf8.decode(await request.arrayBuffer());
      const { timersSet } = clock;
      const target = targetOf(url, graphUrl);
      const recorded: Recorded = { method, url, headers, text, target, at: clock.now(), timersSet, isLate: isClosed };
      requests.push(recorded);
      if (requests.length > maxRequests) return new Promise(() => {});
      pending += 1;
      const response = await respond(request, recorded);
      pending -= 1;
      activity += 1;
      if (!request.signal.aborted && !isClosed) recorded.response = await receivedOf(response, clock.now());
      return response;
    },
    failPending() {
      dropping.abort();
      dropping = new AbortController();
    },
    close() {
      isClosed = true;
    },
  };
}

async function receivedOf(response: Response, at: number): Promise<ReceivedResponse> {
  const { status, headers } = response;
  return { status, headers, text: response.type === 'error' ? '' : await response.clone().text(), at };
}

/** Finds the exchange of a request again. Goes with the engine, which returns the exchange of the request. */
const mark = 'x-suite-request';

/** The emulator of a run, and the exchange of each request: the one place that knows how the two are connected. */
function createGraph(options: EmulatorOptions, clock: Clock) {
  const emulator = createEmulator({ ...options, now: () => new Date(clock.now()) });
  const numbers = { next: 0 };
  return {
    emulator,
    async handle(request: Request, text: string, signal: AbortSignal) {
      numbers.next += 1;
      const number = String(numbers.next);
      const headers = new Headers(request.headers);
      headers.set(mark, number);
      const response = await emulator.fetch(request.url, {
        method: request.method,
        headers,
        ...(text !== '' && { body: text }),
        signal: AbortSignal.any([request.signal, signal]),
      });
      const exchange = emulator.exchanges.find(({ request }) => request.headers[mark] === number);
      return { response, exchange };
    },
  };
}
