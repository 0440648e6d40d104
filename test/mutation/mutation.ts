import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { textTable } from '../tables.ts';
import { leastScore, readResults, resultsOf, scoreOf, unexplained, writeResults } from './results.ts';
import { describeSurvivor, scoreRows } from './results-tables.ts';

/**
 * `npm run mutation`: changes the rules, the schemas and the emulator in some 3,000 ways, one at a time, and runs the
 * tests on each: a change that no test notices survives. Ends with 1 when the score is below 90 %, or a survivor is
 * not explained in results.json. It takes the better part of an hour on two cores; a part of the sources takes less,
 * and `--incremental` tests again only what has changed since the last run. Of code that runs once, at
 * import, that keeps the survivors, whatever test is new.
 *
 *     npm run mutation -- src/rules/limits.ts "src/schemas/*.ts"
 *     npm run mutation -- --update
 */
const { values: options, positionals: sources } = parseArgs({
  allowPositionals: true,
  options: { update: { type: 'boolean', default: false }, incremental: { type: 'boolean', default: false } },
});
if (options.update && sources.length > 0) {
  console.error('--update writes the results of all sources: leave out the names of some.');
  process.exit(2);
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const stryker = new Stryker({
  mutate: sources.length > 0 ? sources : ['src/{rules,schemas,emulator}/**/*.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  // Milliseconds beyond what the tests take by themselves: on a busy machine, slow must not count as hanging.
  timeoutMS: 20_000,
  // It rewrites the project references of a tsconfig.json by an API that TypeScript 7 does not have: there is none.
  tsconfigFile: 'test/mutation/none.json',
  // Not below node_modules: there Node strips no types, and some tests start Node.
  tempDirName: 'test/mutation/.sandbox',
  incremental: options.incremental,
  incrementalFile: 'test/mutation/.incremental.json',
  cleanTempDir: 'always',
  allowEmpty: false,
  reporters: [process.stdout.isTTY ? 'progress' : 'progress-append-only'],
});
const mutants = await stryker.runMutationTest();

const before = readResults();
const results = resultsOf(
  mutants.map((mutant) => ({ ...mutant, fileName: relative(root, mutant.fileName) })),
  before,
);
const open = unexplained(results);
for (const survivor of open) console.log(`${describeSurvivor(survivor)}\n`);
console.log(textTable(scoreRows(results)));

if (options.update) writeResults(results);
const score = scoreOf(Object.values(results.rooms));
if (score < leastScore) console.error(`The score is ${score.toFixed(1)} %, below ${leastScore} %.`);
if (open.length > 0) console.error(`${open.length} survivors are not explained in test/mutation/results.json.`);
process.exit(score < leastScore || open.length > 0 ? 1 : 0);
