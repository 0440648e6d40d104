import { preflightResponse } from '../emulator/build-response.ts';
import { createEngine } from '../emulator/engine.ts';
import { readBody } from '../emulator/gateway.ts';
import type { EmulatorOptions, Exchange, TokenRequest } from '../emulator/index.ts';
import { isLoginPath } from '../emulator/token-endpoint.ts';
import {
  bearerTokenIn,
  fakeToken,
  isLoginHost,
  matchOperation,
  type OperationMatch,
  type OperationName,
  type TokenClaims,
} from '../rules/index.ts';
import type { Mocks } from '../server/mocks.ts';
import type { ProxyRefusal } from '../server/options.ts';
import type { Clock } from './clock.ts';
import { never } from './situations/situation.ts';

/** What a request addresses: something on the host of Graph, or … */
type Target =
  | OperationMatch
  /** The token endpoint. */
  | { readonly kind: 'login' }
  /** A request that a mocks file responds to. */
  | { readonly kind: 'mocked' }
  /** Another host. */
  | { readonly kind: 'otherHost' };

/** A request of the client, and its response. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly text: string;
  /** Whether a byte order mark stood before the text. */
  readonly hasMark: boolean | undefined;
  readonly target: Target;
  /** When it came, in milliseconds of the clock. */
  readonly at: number;
  /** How many timers had been set by then. */
  readonly timersSet: number;
  /** Whether the client had already settled. */
  readonly isLate: boolean;
  /** What the client received; undefined where it is pending, or was aborted. Status 0 where the connection was lost. */
  readonly response?: Awaited<ReturnType<typeof receivedOf>>;
  /** When the client gave it up, or settled, without a response to it. */
  readonly givenUpAt?: number;
  /** The emulator's record of it; absent where the request did not go to Graph. */
  readonly exchange?: Exchange;
}

/** Whether a request asks for a connection to be created. */
export function isCreate(request: SentRequest): boolean {
  return isOperation(request, 'createConnection');
}

/** Whether a request is one of the operations. */
export function isOperation({ target }: SentRequest, ...names: readonly OperationName[]): boolean {
  return target.kind === 'operation' && names.includes(target.operation);
}

/** Responds to the requests of one run, and records them. */
export type Transport = ReturnType<typeof createTransport>;

export interface TransportOptions {
  /** The root of Graph in memory; undefined: the global one, and over HTTP, where any host is Graph. */
  readonly graphUrl: string | undefined;
  readonly emulator: EmulatorOptions;
  /** What the token endpoint issues. */
  readonly tokens: CanaryTokens;
  /** What it has issued so far, in other runs too. */
  readonly issuedTokens: Set<string>;
  readonly clock: Clock;
  /** More requests for the same than that, or five times as many in all, belong to a client that never ends. */
  readonly maxRequests: number;
  /** Tokens of earlier runs whose clients never settled. */
  readonly unsettledTokens: ReadonlySet<string>;
  /** Responds to what the emulator does not. */
  readonly mocks: Mocks | undefined;
}

type RecordedSend = { -readonly [Name in keyof SentRequest]: SentRequest[Name] };

/** A transport to an emulator, and to a token endpoint that issues the tokens of the run. */
export function createTransport({ graphUrl, clock, unsettledTokens, maxRequests, ...options }: TransportOptions) {
  const { tokens, issuedTokens, mocks } = options;
  /** By a token that the client has kept since an earlier run, the one of this run that it stands for. */
  const kept = new Map<string, string>();
  const now = () => new Date(clock.now());
  const emulator = createEngine({ onAdvisory: () => {}, ...options.emulator, now });
  const requests: RecordedSend[] = [];
  const blockedHosts: string[] = [];
  const refusals: ProxyRefusal[] = [];
  let activity = 0;
  let isExhausted = false;
  const pending = new Set<RecordedSend>();
  let isClosed = false;
  let dropping = new AbortController();

  async function respond(request: Request, recorded: RecordedSend, bytes: ArrayBuffer): Promise<Response> {
    if (recorded.target.kind === 'otherHost') return Response.error();
    const { url, method } = request;
    const headers = withTokenOfRun(request.headers);
    const signal = AbortSignal.any([request.signal, dropping.signal]);
    const forwarded = new Request(url, { method, headers, signal, ...(bytes.byteLength > 0 && { body: bytes }) });
    if (recorded.target.kind === 'login') return (await emulator.login(forwarded, issue)).response;
    const mocked = await mocks?.responseTo(forwarded);
    if (mocked) {
      recorded.target = { kind: 'mocked' };
      return mocked;
    }
    const { response, exchange } = await emulator.handle(forwarded);
    recorded.exchange = exchange();
    return response;
  }

  /** The headers with the claims of the situation, whichever token the client has kept. */
  function withTokenOfRun(headers: Headers): Headers {
    const token = tokenIn(headers);
    if (issuedTokens.has(token) && !tokens.all.includes(token)) {
      tokens.keep(token);
      kept.set(token, tokens.current);
    }
    const ofRun = kept.get(token);
    return ofRun ? new Headers({ ...Object.fromEntries(headers), authorization: `Bearer ${ofRun}` }) : headers;
  }

  /** A new token where the current one was refused. The token of another scope is not one of the run. */
  function issue({ resource, isForGraph }: TokenRequest): string {
    if (!isForGraph) return `a-token-for-${encodeURIComponent(resource)}`;
    const isCurrent = (token: string) => (kept.get(token) ?? token) === tokens.current;
    if (requests.some(({ response, headers }) => response?.status === 401 && isCurrent(tokenIn(headers))))
      tokens.renew();
    issuedTokens.add(tokens.current);
    return tokens.current;
  }

  return {
    emulator,
    requests: requests as readonly SentRequest[],
    /** The hosts that something tried to reach past the transport. */
    blockedHosts,
    /** What the proxy refused. */
    refusals,
    /** Counts requests and responses. */
    get activity(): number {
      return activity;
    },
    /** When the oldest of the requests that have no response yet was sent; undefined where there is none. */
    get pendingSince(): number | undefined {
      const [oldest] = pending;
      return oldest?.at;
    },
    /** Whether the limit of requests was reached: there are no more responses. */
    get isExhausted(): boolean {
      return isExhausted;
    },
    /** Responds to a request; of type `error` where the connection is lost. */
    async fetch(request: Request): Promise<Response> {
      const preflight = preflightResponse(request);
      if (preflight) return preflight;
      // Left pending on purpose: an error would make a retrying client loop.
      if (unsettledTokens.has(tokenIn(request.headers))) return new Promise(() => {});
      activity += 1;
      const { method, url, headers } = request;
      const bytes = await request.arrayBuffer();
      const { text, hasMark } = await readBody({ headers, arrayBuffer: async () => bytes });
      const target = classifyRequest(method, url, graphUrl);
      const { timersSet } = clock;
      const sent = { method, url, headers, text, hasMark, target };
      const recorded: RecordedSend = { ...sent, at: clock.now(), timersSet, isLate: isClosed };
      requests.push(recorded);
      const isSame = (one: SentRequest) => one.method === method && one.url === url;
      isExhausted ||= requests.length > 5 * maxRequests || requests.filter(isSame).length > maxRequests;
      if (isExhausted) return new Promise(() => {});
      pending.add(recorded);
      const response = await respond(request, recorded, bytes);
      pending.delete(recorded);
      activity += 1;
      if (request.signal.aborted) recorded.givenUpAt ??= clock.now();
      else if (!isClosed) recorded.response = await receivedOf(response, clock.now());
      return response;
    },
    block(host: string): void {
      activity += 1;
      blockedHosts.push(host);
    },
    refuse(refusal: ProxyRefusal): void {
      activity += 1;
      // What is cut off at the end is not refused.
      if (!isClosed && refusals.length < maxRequests) refusals.push(refusal);
    },
    /** Fails every pending request. */
    failPending(): void {
      dropping.abort();
      dropping = new AbortController();
    },
    /** Marks all further requests as late. */
    close(): void {
      isClosed = true;
      // One before it may be forgotten for long, by a client that waits for a timer too.
      const newest = [...pending].at(-1);
      if (newest) newest.givenUpAt = clock.now();
    },
  };
}

/** The bearer token of a request; empty where there is none. */
function tokenIn(headers: Headers): string {
  return bearerTokenIn(headers.get('authorization')) ?? '';
}

async function receivedOf(response: Response, at: number) {
  const { status, headers } = response;
  return { status, headers, text: response.type === 'error' ? '' : await response.clone().text(), at };
}

/** What a request addresses. Any host is Graph, and the token endpoint, where the root of Graph is undefined. */
function classifyRequest(method: string, url: string, graphUrl: string | undefined): Target {
  const { origin, host, pathname } = new URL(url);
  if (isLoginHost(host) || (graphUrl === undefined && isLoginPath(pathname))) return { kind: 'login' };
  if (graphUrl !== undefined && origin !== graphUrl) return { kind: 'otherHost' };
  return matchOperation(method, url);
}

/** The access tokens of one run, which are recognised wherever a part of them appears. */
type CanaryTokens = ReturnType<typeof createCanaryTokens>;

/** Characters of a token that do not occur anywhere else by chance. */
const partLength = 24;

/** Tokens with signatures that no other run has; a renewed one has not expired. */
export function createCanaryTokens(claims: TokenClaims, runName: string) {
  const tokens = [createToken(claims, runName)];
  // The header of a token is not secret.
  const isPart = (text: string) => tokens.some((token) => token.includes(text, token.indexOf('.') + 1));
  const contains = (text: string) => (text.match(longWord) ?? []).some((word) => windowsOf(word).some(isPart));
  return {
    /** The token to use now. */
    get current(): string {
      return tokens.at(-1) ?? '';
    },
    /** Every token so far, oldest first. */
    all: tokens as readonly string[],
    /** Adds a token of an earlier run. */
    keep: (token: string): void => void tokens.unshift(token),
    /** Replaces the current token by a new one. */
    renew(): void {
      tokens.push(createToken({ ...claims, exp: never }, `${runName}, renewal ${tokens.length}`));
    },
    /** Whether a text contains a token or a part of its payload or signature, plain, in hex or in base64. */
    isIn: (text: string): boolean => contains(text) || decodedFrom(text).some(contains),
    /** The text without the tokens, and without what is left of one that was cut. */
    redact: (text: string): string => text.replaceAll(longWord, (word) => (contains(word) ? '[redacted]' : word)),
  };
}

function createToken(claims: TokenClaims, name: string): string {
  const secret = Buffer.from(`the secret of ${name}, for Microsoft Graph alone`).toString('base64url');
  return fakeToken(claims).replace(/not-signed$/, `not-signed-${secret}`);
}

/** What a part of a token can stand in. */
const longWord = new RegExp(`[\\w.-]{${partLength},}`, 'g');

/** Every stretch of the text that is long enough to recognise. */
function windowsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - partLength + 1) }, (_, at) => text.slice(at, at + partLength));
}

/** What a text contains in hex or in base64. */
function decodedFrom(text: string): string[] {
  const words = (pattern: RegExp): readonly string[] => text.match(pattern) ?? [];
  return [
    ...words(/[0-9a-f]{48,}/gi).flatMap((word) => decodedAt(word, 'hex')),
    ...words(/[\w+/-]{32,}/g).flatMap((word) => decodedAt(word, 'base64')),
  ];
}

/** A prefix such as `cache/` may belong to a word, so that its first characters are no part of the encoded text. */
function decodedAt(word: string, encoding: 'hex' | 'base64'): string[] {
  return [0, 1, 2, 3].map((at) => Buffer.from(word.slice(at), encoding).toString('latin1'));
}
