import { type Exchange, explainExchange } from '../emulator/index.ts';
import { asRecord } from '../rules/index.ts';
import { showValue } from '../schemas/index.ts';
import { isPromise } from './graph-error-in.ts';
import { wrongReceived } from './usage-error.ts';

/**
 * The exchanges of an emulator, or of a list of exchanges.
 *
 * @throws TypeError when the value is neither.
 */
export function exchangesOf(received: unknown, matcher: string): readonly Exchange[] {
  const exchanges = asRecord(received)?.exchanges ?? received;
  if (Array.isArray(exchanges) && exchanges.every(isExchange)) return exchanges;
  throw wrongReceived(matcher, {
    given: received,
    takes: 'an emulator, or the exchanges of one',
    fix: isPromise(received)
      ? 'Await it first, and pass the emulator behind your client to expect(…).'
      : 'Pass what createEmulator() or useEmulator() returned: expect(graph).',
  });
}

function isExchange(value: unknown): value is Exchange {
  const exchange = asRecord(value) ?? {};
  return 'request' in exchange && 'response' in exchange && 'violations' in exchange;
}

const longestList = 5;

/** The exchanges in words, the latest five where there are more. */
export function describeExchanges(exchanges: readonly Exchange[]): string {
  const shown = exchanges.slice(-longestList).map(describeExchange);
  const omitted = exchanges.length - shown.length;
  return [...(omitted > 0 ? [`(${omitted} before these)`] : []), ...shown].join('\n\n');
}

/** The requests that the emulator received, or where to look when there was none. */
export function describeReceived(exchanges: readonly Exchange[]): string {
  if (exchanges.length === 0) return noRequests;
  return `Received requests:\n\n${describeExchanges(exchanges)}`;
}

/** Pairs a number with its noun: `1 request`, `2 requests`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

const noRequests =
  'No request was received. Check that the test awaits your client, and that the client calls\n' +
  'https://graph.microsoft.com through the handlers of this emulator, the url of its server, or graph.fetch.';

function describeExchange(exchange: Exchange): string {
  const { body } = exchange.request;
  return body === '' ? explainExchange(exchange) : `${explainExchange(exchange)}\nRequest body: ${showValue(body)}`;
}
