import { type Exchange, errorCodeOf, printableRequest } from '../emulator/exchange.ts';
import type { Emulator } from '../emulator/index.ts';
import { printable } from '../schemas/index.ts';

/** What the page shows of an emulator. No header and no body is in it. */
export interface Status {
  readonly profile: string;
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
}

export interface Explanation {
  readonly message: string;
  readonly rule: string;
  readonly fix: string;
  readonly source: string;
  /** The https address within the source, if it has one. */
  readonly link: string | undefined;
}

const shownConnections = 100;
const shownExchanges = 50;

/** The emulator as it stands now. */
export function statusOf(emulator: Emulator): Status {
  const { profile, connections } = emulator;
  return {
    profile,
    connectionCount: connections.length,
    connections: connections.slice(-shownConnections).map(({ id, name, state, contentCategory }) => ({
      id: printable(id),
      name: name == null ? null : printable(name),
      state: state ?? null,
      category: contentCategory ?? null,
    })),
    exchanges: emulator.exchanges.slice(-shownExchanges).reverse().map(rowOf),
  };
}

function rowOf(exchange: Exchange): ExchangeRow {
  const { at, response, violations, advisories, fault, attempt, waited } = exchange;
  return {
    at: at.toISOString(),
    ...printableRequest(exchange),
    status: response.status,
    code: errorCodeOf(exchange),
    fault,
    attempt,
    waited,
    violations: violations.map(explanationOf),
    advisories: advisories.map(explanationOf),
  };
}

function explanationOf({ message, rule, fix, source }: Exchange['violations'][number]): Explanation {
  const [, text = source, link] = /^(.*) \((https:\/\/\S+)\)$/.exec(source) ?? [];
  return { message, rule, fix, source: text, link };
}
