import { asRecord, isServiceRoot, limits, matchOperation, once } from '../rules/index.ts';
import {
  type ExternalConnection,
  explainViolation,
  nestsTooDeep,
  printable,
  type Violation,
  violationOf,
} from '../schemas/index.ts';
import type { ServiceResponse } from './build-response.ts';
import type { PlannedFault } from './faults.ts';
import { headerAt, type Incoming } from './gateway.ts';
import { didYouMeanUrl, emulatedInstead } from './nearest-url.ts';
import { isSecretName, type Redactor, redactorFor, secretMark } from './redact.ts';
import { Refusal, type Result } from './result.ts';
import { withSdkHint } from './sdk-hints.ts';
import { deepFreeze } from './store.ts';

/** What is recorded of a request. Nothing in it holds a token. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON of at most 100 levels, else the text. */
  readonly body: unknown;
}

/** How long a client waited between two attempts, by the emulator's clock. */
export interface Waited {
  /** The seconds that the Retry-After of the attempt before asked for; from 0. */
  readonly asked: number;
  /** The seconds that passed since then. */
  readonly waited: number;
  /** Whether that was long enough; a millisecond less is, for timers round. */
  readonly enough: boolean;
}

/** One request and its response, as the emulator saw them. Nothing in it holds a token, and all of it is frozen. */
export interface Exchange {
  /** When the request came, by the emulator's clock. */
  readonly at: Date;
  readonly request: RecordedRequest;
  readonly response: {
    /** 0 where a fault left the request without a response. */
    readonly status: number;
    /** By lower-case name. */
    readonly headers: Readonly<Record<string, string>>;
    /** A JSON value; the text where a fault made it none. */
    readonly body: unknown;
  };
  /** Why it was refused: every broken rule, the one that decided the response first. Empty when it was accepted. */
  readonly violations: readonly Violation[];
  /** What the live service would have refused, then what it would have ignored, although this was accepted. */
  readonly advisories: readonly Violation[];
  /** The connection as the request created it, also where a fault kept that from the client; absent where it created none. */
  readonly created?: ExternalConnection;
  /**
   * How often the same method, URL and body came since the reset, this time included: 2 is the first retry. A GET that
   * succeeded ends the count.
   */
  readonly attempt: number;
  /** Whether the client waited as long as the Retry-After of the attempt before asked for; absent where it had none. */
  readonly waited?: Waited;
  /** The name of the fault that decided the response, if one did. */
  readonly fault?: string;
  /** The seed that drew the fault, where it was planned by chance. */
  readonly seed?: number;
  /** Of a batch: the exchanges of its parts, which `exchanges` lists before it too. */
  readonly parts?: readonly Exchange[];
}

/** Which attempt at the same request one is. */
export type Attempt = Pick<Exchange, 'attempt' | 'waited'>;

/** What came, with the headers as they were then: a client may change those of its Request. */
export interface Received extends Pick<Incoming, 'method' | 'url' | 'text' | 'json'> {
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** What is recorded of a request, and how to keep its secrets out of all else: each made when it is first asked for. */
export type Recording = ReturnType<typeof recordOf>;

/** Records a request: everything but the secrets. */
export function recordOf(received: Received) {
  const { headers, url, text } = received;
  const redactor = once(() => redactorFor(headers, secretMark.test(text) ? recordedBody(received) : undefined, url));
  const request = once(() => deepFreeze(redactedRequest(received, redactor())));
  return { request, redactor };
}

// A predicate of a plan gets the request, and must not change it.
function redactedRequest(received: Received, redactor: Redactor): RecordedRequest {
  const { method, url, headers, text } = received;
  const body = recordedBody(received);
  // Without a mark, each string of the JSON stands in the text as it is: no walk through it finds what the text lacks.
  const isPlain = !secretMark.test(text) && redactor.value(text) === text;
  // A host of Graph is not a secret, and stays readable where a token is a part of its name.
  const { origin = '', host = '' } = URL.parse(url) ?? {};
  const root = isServiceRoot(`https://${host}`) && url.startsWith(origin) ? origin : '';
  return {
    method: redactor.value(method),
    url: root + redactor.value(url.slice(root.length)),
    headers: redactor.value(Object.fromEntries(headers)),
    body: isPlain ? body : redactor.value(body),
  };
}

/** The body as it is recorded: JSON, or the text where it is not JSON or nests too deep to walk through. */
function recordedBody({ text, json }: Received): unknown {
  return json === undefined || (mayNestTooDeep(text) && nestsTooDeep(json)) ? text : json;
}

/** Whether a JSON text has so many brackets that it may nest deeper than a body may. */
function mayNestTooDeep(text: string): boolean {
  return text.split(/[[{]/, limits.bodyDepth.maximum + 2).length > limits.bodyDepth.maximum;
}

/** What an exchange is made of. */
export interface Occurrence {
  readonly at: Date;
  readonly received: Received;
  /** Made when it is first asked for, as the exchange of an accepted request is. */
  readonly recording: () => Recording;
  readonly outcome: Result | Refusal;
  readonly advisories: readonly Violation[];
  readonly response: ServiceResponse;
  /** Whether one request was accepted, without a fault: the exchange explains nothing but the advisories. */
  readonly isAccepted: boolean;
  /** The planned fault that decided the response. */
  readonly planned: PlannedFault | undefined;
  /** The exchanges of the parts of a batch. */
  readonly parts: readonly Exchange[];
}

/** The exchange, apart from which attempt it was. */
export function exchangeOf(occurrence: Occurrence): Omit<Exchange, keyof Attempt> {
  const { at, outcome, advisories, response, planned, parts } = occurrence;
  const recording = occurrence.recording();
  const [request, redactor] = [recording.request(), recording.redactor()];
  const { status, headers, body } = response;
  const details = outcome instanceof Refusal ? outcome.details : undefined;
  const created = outcome instanceof Refusal ? details?.created : outcome.created;
  const fault = planned?.fault.name ?? details?.fault;
  const seed = planned?.seed;
  return {
    at,
    request,
    response: {
      status,
      headers: redactor.value(Object.fromEntries(new Headers(headers))),
      body: redactor.value(body),
    },
    violations: redactViolations(details?.violations, recording).map((one) => withSdkHint(one, request)),
    advisories,
    ...(created && { created: redactor.value(created) }),
    ...(fault !== undefined && { fault }),
    ...(seed !== undefined && { seed }),
    ...(parts.length > 0 && { parts }),
  };
}

/** Made anew from what is left of the value, if there is one: a message quotes it, and cuts it where it gets long. */
export function redactViolations(violations: readonly Violation[] = [], recording: Recording): Violation[] {
  return violations.map((violation) => {
    const redactor = recording.redactor();
    const { rule, path, value, message } = violation;
    if (value === undefined) return { ...violation, path: redactor.value(path), message: redactor.value(message) };
    const header = headerAt(path);
    const shown = header
      ? recording.request().headers[header]
      : path.startsWith('query ') && isSecretName(path)
        ? '[redacted]'
        : redactor.value(value);
    return violationOf(rule, redactor.value(path), shown);
  });
}

/** The `error.code` of the response; undefined where it has none. */
export function errorCodeOf({ response }: Pick<Exchange, 'response'>): string | undefined {
  const code = asRecord(asRecord(response.body)?.error)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Path and query of the request. */
export function pathAndQueryOf({ request: { url } }: Pick<Exchange, 'request'>): string {
  return URL.canParse(url) ? url.slice(new URL(url).origin.length) : url;
}

/**
 * An exchange in words: the request, the response, why, and whether a retry waited long enough.
 *
 * @example
 * ```ts
 * import { createEmulator, explainExchange } from 'external-connection-testkit/emulator';
 *
 * const graph = createEmulator();
 * await graph.fetch('https://graph.microsoft.com/beta/external/connections', { method: 'POST' });
 * for (const exchange of graph.exchanges) console.log(explainExchange(exchange));
 * ```
 */
export function explainExchange(exchange: Exchange): string {
  const { request, response, violations, advisories, fault, seed } = exchange;
  const reasons = [...violations, ...advisories].map((violation) => explainViolation(violation));
  const chance = seed === undefined ? '' : `, by chance of seed ${seed}`;
  const sentence = [
    printable(request.method, longestMethod),
    printable(request.url),
    'got',
    response.status || 'no response',
    response.status && errorCodeOf(exchange),
    fault === undefined ? '' : `(fault ${fault}${chance})`,
  ];
  return [`${sentence.filter(Boolean).join(' ')}.`, ...explainAttempt(exchange), ...reasons, ...hintAt(exchange)].join(
    '\n',
  );
}

/** Whether a request was refused for a mistake of its own: neither by a fault, nor as a GET of what does not exist. */
export function isRefused({ request, response, violations, fault }: Exchange): boolean {
  const isLookup = request.method === 'GET' && response.status === 404;
  return !isLookup && (violations.length > 0 || (response.status >= 400 && fault === undefined));
}

/** The methods that the path has, or else the URL that was probably meant, where the request leads to no operation. */
export function hintAt({ request: { method, url }, response, violations, fault }: Exchange): readonly string[] {
  if (fault !== undefined || response.status < 400 || !URL.canParse(url)) return [];
  const match = matchOperation(method, url);
  if (match.kind === 'wrongMethod') return [`The methods of this path are ${match.allow.join(', ')}.`];
  if (match.kind === 'operation' || match.kind === 'batch') return [];
  const meant = didYouMeanUrl(url);
  if (meant.length > 0 || violations.length > 0) return meant;
  if (match.kind === 'unknownSegment') return ['No operation has this path.'];
  return [
    'The kit does not emulate this path; a handler or a mock of your own can respond.',
    ...emulatedInstead(match),
  ];
}

/** No method that exists has more characters. */
const longestMethod = 20;

/** Method, path and query of a request, to be printed. */
export function printableRequest(exchange: Pick<Exchange, 'request'>) {
  return { method: printable(exchange.request.method, longestMethod), path: printable(pathAndQueryOf(exchange)) };
}

function explainAttempt({ attempt, waited }: Exchange): string[] {
  if (attempt === 1) return [];
  if (!waited) return [`This was attempt ${attempt}.`];
  const times = waited.enough
    ? `${waited.waited} s; Retry-After asked for ${waited.asked} s.`
    : `${waited.waited} s of the ${waited.asked} s that Retry-After asked for.`;
  return [`This was attempt ${attempt}; the client waited ${times}`];
}
