import { budgetOf } from '../fuzz/budget.ts';

/** How many values a test tries; for a proof at length: `ARBITRARY_RUNS=10000 npm test`. */
export const runs = Number(process.env.ARBITRARY_RUNS ?? 300);

/** How long it may take, in milliseconds: up to a tenth of a second for each on a busy machine. */
export const timeout = 300_000 + runs * 100;

/** The seed of `npm run fuzz`, or the usual one. */
export const seedOr = (usual: number): number => budgetOf(0).seed ?? usual;
