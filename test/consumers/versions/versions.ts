import { fileURLToPath } from 'node:url';
import { type Job, runJobs } from '../matrix/run-jobs.ts';
import { type Combination, combinations, newest } from './combinations.ts';
import { runCombination } from './run-combination.ts';

/** The packed kit with each combination of versions: `npm run matrix`, or with numbers only those rows, or `newest`. */
await runJobs(
  [...combinations.map((combination, index) => jobOf(String(index + 1), combination)), jobOf('newest', newest)],
  { file: fileURLToPath(new URL('results.json', import.meta.url)), update: 'npm run matrix -- --update' },
);

function jobOf(name: string, combination: Combination): Job<Combination> {
  const { node, msw, runner, zod, pact } = combination;
  return {
    name,
    title: `${name}: node ${node}, msw ${msw}, ${runner}, zod ${zod}, pact ${pact}`,
    onDemand: combination === newest,
    async run(tarball) {
      await runCombination(combination, tarball);
      return combination;
    },
  };
}
