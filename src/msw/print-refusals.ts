import { type Exchange, explainExchange } from '../emulator/index.ts';

/**
 * Prints each request that was refused, or met a fault, on the error stream: the first thing that a person with a
 * failed test wants to know.
 */
export function printRefusals(exchanges: readonly Exchange[]): void {
  for (const exchange of exchanges) {
    if (exchange.response.status >= 400 || exchange.fault) console.error(explainExchange(exchange));
  }
}
