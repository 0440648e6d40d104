/** How many values a test tries; for a proof at length: `ARBITRARY_RUNS=10000 npm test`. */
export const runs = Number(process.env.ARBITRARY_RUNS ?? 300);
