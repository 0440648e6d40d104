import { type Exchange, errorCodeOf, hintAt, isRefused, printableRequest } from '../emulator/exchange.ts';
import { type Emulator, faults } from '../emulator/index.ts';
import { printable } from '../schemas/index.ts';

/** What the page shows of an emulator. No header and no body is in it. */
export type Status = ReturnType<typeof statusOf>;
export type ExchangeRow = ReturnType<typeof rowOf>;
export type Explanation = ReturnType<typeof explanationOf>;

/** `slow` needs an option. */
const faultNames = Object.keys(faults).filter((name) => name !== 'slow');

const shownConnections = 100;
const shownExchanges = 50;

/** The emulator as it stands now. */
export function statusOf(emulator: Emulator) {
  const { profile, connections, exchanges } = emulator;
  return {
    profile,
    /** How many of all exchanges were refused. */
    refusedCount: exchanges.filter(isRefused).length,
    /** The names of the faults that may be planned without options. */
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

function rowOf(exchange: Exchange) {
  const { at, response, violations, advisories, fault, attempt, waited } = exchange;
  return {
    // The same as in the journal of the control API: a request id comes again after a reset.
    key: `${at.toISOString()} ${response.headers['request-id'] ?? ''}`,
    at: at.toISOString(),
    ...printableRequest(exchange),
    status: response.status,
    /** The `error.code` of the response. */
    code: errorCodeOf(exchange),
    fault,
    attempt,
    waited,
    violations: violations.map(explanationOf),
    advisories: advisories.map(explanationOf),
    /** The URL that was probably meant, in a sentence. */
    hints: hintAt(exchange),
  };
}

function explanationOf({ message, path, rule, fix, source }: Exchange['violations'][number]) {
  const [, text = source, link] = /^(.*) \((https:\/\/\S+)\)$/.exec(source) ?? [];
  return { message, path: printable(path), rule, fix, source: text, link };
}
