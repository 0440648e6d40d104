import { type Attempt, createAttempts } from './attempts.ts';
import type { Exchange, Incoming } from './exchange.ts';

/** How many exchanges are kept; the oldest go first. */
const capacity = 1000;

/** The last 1,000 exchanges, oldest first. */
export interface Journal {
  readonly exchanges: readonly Exchange[];
  /** Adds the exchange of a request, and counts the attempt. */
  add(incoming: Incoming, exchange: Omit<Exchange, keyof Attempt>): Exchange;
  clear(): void;
}

export function createJournal(): Journal {
  let exchanges: Exchange[] = [];
  const attempts = createAttempts(capacity);
  return {
    get exchanges() {
      return exchanges.slice(-capacity);
    },
    add({ method, url, text }, recorded) {
      const retryAfter = recorded.response.headers['retry-after'];
      const exchange = {
        ...recorded,
        ...attempts.next({ request: `${method} ${url} ${text}`, at: recorded.at, retryAfter }),
      };
      exchanges.push(exchange);
      // Cut in halves, so that a full journal does not move all its entries for each new one.
      if (exchanges.length >= 2 * capacity) exchanges = exchanges.slice(-capacity);
      return exchange;
    },
    clear() {
      exchanges = [];
      attempts.clear();
    },
  };
}
