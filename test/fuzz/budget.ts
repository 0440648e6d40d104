/** The share of the full number of runs: 0.02 in `npm test`, 1 in `npm run test:deep`, 5 in `npm run fuzz`. */
const times = Number(process.env.FUZZ_TIMES ?? 0.02);

/** The same in every `npm test`; a new one in each `npm run test:deep` and `npm run fuzz`. */
export const seed = Number(process.env.FUZZ_SEED ?? 1);

/** Whether the property tests run at full size, so that they reach rare cases for certain. */
export const isFullSize = times >= 1;

/** How many runs a property test makes that makes `full` at full size, and from which seed. */
export function budgetOf(full: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: Math.ceil(full * times), seed };
}

/** How long a property test may take that may take `full` milliseconds at full size. */
export function timeoutOf(full: number): { readonly timeout: number } {
  return { timeout: Math.max(60_000, full * times) };
}
