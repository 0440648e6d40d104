import { type Exchange, errorCodeOf, hintAt, isRefused, printableRequest } from '../emulator/exchange.ts';
import { type Emulator, faults } from '../emulator/index.ts';
import { printable } from '../schemas/index.ts';

/** What the page shows of an emulator. No header and no body is in it. */
export interface Status {
  readonly profile: string;
  /** How many of all exchanges were refused. */
  readonly refusedCount: number;
  /** The names of the faults that may be planned without options. */
  readonly faults: readonly string[];
  /** How many there are. */
  readonly connectionCount: number;
  /** The last 100, oldest first. */
  readonly connections: readonly ConnectionRow[];
  /** The last 50, newest first. */
  readonly exchanges: readonly ExchangeRow[];
}

export interface ConnectionRow {
  readonly id: string;
  readonly name: string | null;
  readonly state: string | null;
  readonly category: string | null;
}

export interface ExchangeRow {
  /** Tells it from all others. */
  readonly key: string;
  /** ISO 8601. */
  readonly at: string;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** 0 where a fault left the request without a response. */
  readonly status: number;
  /** The `error.code` of the response. */
  readonly code: string | undefined;
  readonly fault: string | undefined;
  /** How often the same request came, this time included. */
  readonly attempt: number;
  /** Whether a retry waited as long as it was asked to. */
  readonly waited: Exchange['waited'];
  readonly violations: readonly Explanation[];
  readonly advisories: readonly Explanation[];
  /** The URL that was probably meant, in a sentence. */
  readonly hints: readonly string[];
}

export interface Explanation {
  readonly message: string;
  /** JSON pointer into the body, or the name of a header. */
  readonly path: string;
  readonly rule: string;
  readonly fix: string;
  readonly source: string;
  /** The https address within the source, if it has one. */
  readonly link: string | undefined;
}

/** `slow` needs an option. */
const faultNames = Object.keys(faults).filter((name) => name !== 'slow');

const shownConnections = 100;
const shownExchanges = 50;

/** The emulator as it stands now. */
export function statusOf(emulator: Emulator): Status {
  const { profile, connections, exchanges } = emulator;
  return {
    profile,
    refusedCount: exchanges.filter(isRefused).length,
    faults: faultNames,
    connectionCount: connections.length,
    connections: connections.slice(-shownConnections).map(({ id, name, state, contentCategory }) => ({
      id: printable(id),
      name: name == null ? null : printable(name),
      state: state ?? null,
      category: contentCategory ?? null,
    })),
    exchanges: exchanges.slice(-shownExchanges).reverse().map(rowOf),
  };
}

function rowOf(exchange: Exchange): ExchangeRow {
  const { at, response, violations, advisories, fault, attempt, waited } = exchange;
  return {
    key: keyOf(exchange),
    at: at.toISOString(),
    ...printableRequest(exchange),
    status: response.status,
    code: errorCodeOf(exchange),
    fault,
    attempt,
    waited,
    violations: violations.map(explanationOf),
    advisories: advisories.map(explanationOf),
    hints: hintAt(exchange),
  };
}

/** The same for the exchange here and in the journal of the control API: a request id comes again after a reset. */
function keyOf({ at, response }: Pick<Exchange, 'at' | 'response'>): string {
  return `${at.toISOString()} ${response.headers['request-id'] ?? ''}`;
}

function explanationOf({ message, path, rule, fix, source }: Exchange['violations'][number]): Explanation {
  const [, text = source, link] = /^(.*) \((https:\/\/\S+)\)$/.exec(source) ?? [];
  return { message, path: printable(path), rule, fix, source: text, link };
}
