import type { Emulator, Exchange } from '../emulator/index.ts';

/**
 * A function that tells each exchange which the journal has got since the last call: several where the request was a
 * batch, whose parts come first.
 */
export function createTeller(emulator: Emulator, onExchange: (exchange: Exchange) => void): () => void {
  let last = emulator.exchanges.at(-1);
  return () => {
    const { exchanges } = emulator;
    // After a reset the last one is not found, and every one is new.
    const start = last ? exchanges.lastIndexOf(last) + 1 : 0;
    for (const exchange of exchanges.slice(start)) {
      last = exchange;
      onExchange(exchange);
    }
  };
}
