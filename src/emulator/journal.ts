import { type ExternalConnection, nestsTooDeep, type Violation, violationOf } from '../schemas/index.ts';
import type { Outcome } from './outcome.ts';
import type { Planned } from './plans.ts';
import { type Redaction, redactionFor } from './redact.ts';
import type { Answered } from './respond.ts';
import { headerAt } from './transport.ts';
import { createTries, type Try, type Waited } from './tries.ts';

/** What is written down of a request. Nothing in it holds a token. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON of at most 100 levels, else the text. */
  readonly body: unknown;
}

/** One request and its answer, as the emulator saw them. Nothing in it holds a token. */
export interface Exchange {
  /** When the request came, by the emulator's clock. */
  readonly at: Date;
  readonly request: RecordedRequest;
  readonly response: {
    /** 0 where a fault left the request without an answer. */
    readonly status: number;
    /** By lower-case name. */
    readonly headers: Readonly<Record<string, string>>;
    /** A JSON value; the text where a fault made it none. */
    readonly body: unknown;
  };
  /** Why it was refused: every broken rule, the one that was answered first. Empty when it was not. */
  readonly violations: readonly Violation[];
  /** What the live service would have refused, then what it would have ignored, although this was accepted. */
  readonly advisories: readonly Violation[];
  /** The connection as the request created it, also where a fault kept that from the client; absent where it created none. */
  readonly created?: ExternalConnection;
  /** How often the same method, URL and body came since the reset, this time included: 2 is the first retry. */
  readonly attempt: number;
  /** Whether the client waited as long as the Retry-After of the try before asked for; absent where it had none. */
  readonly waited?: Waited;
  /** The name of the fault that answered, if one did. */
  readonly fault?: string;
  /** The seed that drew the fault, where it was planned by chance. */
  readonly seed?: number;
}

/** A request, read. */
export interface Incoming {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly text: string;
  /** What the text says as JSON; undefined where it is none. */
  readonly json: unknown;
}

/** What is written down of a request, and how to keep its secrets out of all else. */
export interface Recording {
  readonly request: RecordedRequest;
  readonly redaction: Redaction;
}

interface Occurrence extends Recording {
  readonly at: Date;
  readonly incoming: Incoming;
  readonly outcome: Outcome;
  readonly answer: Answered;
  readonly planned: Planned | undefined;
}

/** Writes down a request: everything but the secrets. */
export function recordOf({ method, url, headers, text, json }: Incoming): Recording {
  const body = json === undefined || nestsTooDeep(json) ? text : json;
  const redaction = redactionFor(headers, body);
  const request = { method, url: redaction.value(url), headers: redaction.headers, body: redaction.value(body) };
  return { request, redaction };
}

function exchangeOf({ at, request, redaction, outcome, answer, planned }: Occurrence): Omit<Exchange, keyof Try> {
  const fault = planned?.fault.name ?? ('fault' in outcome ? outcome.fault : undefined);
  const { status, headers, body } = answer;
  return {
    at,
    request,
    response: redaction.value({ status, headers: Object.fromEntries(new Headers(headers)), body }),
    violations: 'violations' in outcome ? explained(outcome.violations, redaction) : [],
    advisories: 'advisories' in outcome ? explained(outcome.advisories, redaction) : [],
    ...(outcome.created && { created: redaction.value(outcome.created) }),
    ...(fault !== undefined && { fault }),
    ...(planned?.seed !== undefined && { seed: planned.seed }),
  };
}

/** Made anew from what is left of the value, if there is one: a message quotes it, and cuts it where it gets long. */
function explained(violations: readonly Violation[] = [], redaction: Redaction): Violation[] {
  return violations.map((violation) => {
    const { rule, path, value, message } = violation;
    if (value === undefined) return { ...violation, path: redaction.value(path), message: redaction.value(message) };
    const header = headerAt(path);
    const shown = header ? redaction.headers[header] : redaction.value(value);
    return violationOf(rule, redaction.value(path), shown);
  });
}

/** How many exchanges are kept; the oldest go first. */
const capacity = 1000;

/** The last 1,000 exchanges, oldest first. */
export interface Journal {
  readonly exchanges: readonly Exchange[];
  /** Writes down a request, its outcome and its answer. */
  add(occurrence: Occurrence): Exchange;
  clear(): void;
}

export function createJournal(): Journal {
  let exchanges: Exchange[] = [];
  const tries = createTries(capacity);
  return {
    get exchanges() {
      return exchanges.slice(-capacity);
    },
    add(occurrence) {
      const { method, url, text } = occurrence.incoming;
      const written = exchangeOf(occurrence);
      const retryAfter = written.response.headers['retry-after'];
      const tried = tries.next({ request: `${method} ${url} ${text}`, at: occurrence.at, retryAfter });
      const exchange = { ...written, ...tried };
      exchanges.push(exchange);
      // Cut in halves, so that a full journal does not move all its entries for each new one.
      if (exchanges.length >= 2 * capacity) exchanges = exchanges.slice(-capacity);
      return exchange;
    },
    clear() {
      exchanges = [];
      tries.clear();
    },
  };
}
