import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { root } from '../projects.ts';

/**
 * `npm run fuzz`: the property tests (`*.fuzz.test.ts`) with more runs than in `npm run test:deep`, from a seed that is
 * printed.
 *
 *     npm run fuzz -- --times 10 --seed 7
 */
const { values: options } = parseArgs({
  options: {
    times: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});

console.log(`Seed ${options.seed}, ${options.times} times the runs of npm run test:deep.`);
console.log(`The same again: npm run fuzz -- --times ${options.times} --seed ${options.seed}`);
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.deep.config.ts', '--project', 'deep'];
const { status } = spawnSync(process.execPath, [...vitest, '.fuzz.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, FUZZ_TIMES: options.times, FUZZ_SEED: options.seed },
});
process.exitCode = status ?? 1;
