/** How much deeper than in `npm test` a fuzz test goes, and from which seed: `npm run fuzz` sets both. */
const times = Number(process.env.FUZZ_TIMES ?? 1);
const seed = process.env.FUZZ_SEED;

/** How many runs a fuzz test makes that usually makes so many; with the seed of `npm run fuzz`, where it runs. */
export function budgetOf(runs: number): { readonly numRuns: number; readonly seed?: number } {
  return { numRuns: runs * times, ...(seed !== undefined && { seed: Number(seed) }) };
}

/** How long it may take, in milliseconds. */
export function timeoutOf(usual: number): { readonly timeout: number } {
  return { timeout: usual * times };
}
