import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * `npm run fuzz`: the property and fuzz tests with more runs than `npm test` gives them, from a seed that is printed.
 *
 *     npm run fuzz -- --times 10 --seed 7
 */
const { values: options } = parseArgs({
  options: {
    times: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});
const tests = ['test/emulator/fuzz', 'test/emulator/model', 'test/server/fuzz', 'test/arbitraries'];
const runsOfArbitraries = 2000 * Number(options.times);

console.log(
  `Seed ${options.seed}, ${options.times} times the runs of npm test; arbitraries: ${runsOfArbitraries} each.`,
);
console.log(`The same again: npm run fuzz -- --times ${options.times} --seed ${options.seed}`);
const root = fileURLToPath(new URL('../..', import.meta.url));
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', '--project', 'msw 3'];
const { status } = spawnSync(process.execPath, [...vitest, ...tests], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    FUZZ_TIMES: options.times,
    FUZZ_SEED: options.seed,
    ARBITRARY_RUNS: String(runsOfArbitraries),
  },
});
process.exitCode = status ?? 1;
