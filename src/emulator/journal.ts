import { nestsTooDeep, type Violation, violationOf } from '../schemas/index.ts';
import type { Outcome } from './outcome.ts';
import { redactionFor } from './redact.ts';
import type { Answered } from './respond.ts';
import { parsed } from './transport.ts';

/** One request and its answer, as the emulator saw them. Nothing in it holds a token. */
export interface Exchange {
  /** When the request came, by the emulator's clock. */
  readonly at: Date;
  readonly request: {
    readonly method: string;
    readonly url: string;
    /** By lower-case name. */
    readonly headers: Readonly<Record<string, string>>;
    /** Parsed where it is JSON of at most 100 levels, else the text. */
    readonly body: unknown;
  };
  readonly response: {
    readonly status: number;
    /** By lower-case name. */
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
  /** Why it was refused: every broken rule, the one that was answered first. Empty when it was not. */
  readonly violations: readonly Violation[];
  /** What the live service would have refused, then what it would have ignored, although this was accepted. */
  readonly advisories: readonly Violation[];
  /** The name of the fault that answered, if one did. */
  readonly fault?: string;
}

/** What is written down of a request, its outcome and its answer: everything but the secrets. */
export function exchangeOf(at: Date, request: Request, text: string, outcome: Outcome, answer: Answered): Exchange {
  const redaction = redactionFor(request.headers);
  const explained = (violations: readonly Violation[] = []) =>
    // Made anew from what is left of the value: a message quotes it, and cuts it where it gets long.
    violations.map(({ rule, path, value }) => {
      const header = /^header (.*)$/.exec(path)?.[1]?.toLowerCase();
      return violationOf(
        rule,
        redaction.value(path),
        header && value ? redaction.headers[header] : redaction.value(value),
      );
    });
  return {
    at,
    request: {
      method: request.method,
      url: redaction.value(request.url),
      headers: redaction.headers,
      body: redaction.value(bodyOf(text)),
    },
    response: redaction.value({ ...answer, headers: Object.fromEntries(new Headers(answer.headers)) }),
    violations: explained('violations' in outcome ? outcome.violations : []),
    advisories: explained('advisories' in outcome ? outcome.advisories : []),
    ...('fault' in outcome && { fault: outcome.fault }),
  };
}

function bodyOf(text: string): unknown {
  const json = parsed(text);
  return json === undefined || nestsTooDeep(json) ? text : json;
}

/** How many exchanges are kept; the oldest go first. */
const capacity = 1000;

/** The last 1,000 exchanges, oldest first. */
export interface Journal {
  readonly exchanges: readonly Exchange[];
  add(exchange: Exchange): void;
  clear(): void;
}

export function createJournal(): Journal {
  let exchanges: Exchange[] = [];
  return {
    get exchanges() {
      return exchanges.slice(-capacity);
    },
    add(exchange) {
      exchanges.push(exchange);
      // Cut in halves, so that a full journal does not move all its entries for each new one.
      if (exchanges.length >= 2 * capacity) exchanges = exchanges.slice(-capacity);
    },
    clear() {
      exchanges = [];
    },
  };
}
