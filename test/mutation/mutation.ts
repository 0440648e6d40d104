import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { textTable } from '../tables.ts';
import { describeMutant, readResults, resultsOf, worsened, writeResults } from './results.ts';
import { scoreRows } from './results-tables.ts';

/**
 * `npm run mutation`: changes the rules, the schemas and the emulator in thousands of ways, one at a time, and runs the
 * tests on each. Prints each change that no test notices, and ends with 1 where fewer are noticed in a file than
 * results.json says. It takes hours on two cores, and some files less; `--incremental` tries again only what has
 * changed since the last run, and `--update` writes the results of the files that were tried.
 *
 *     npm run mutation -- src/rules/match-operation.ts "src/schemas/*.ts" --update
 */
const { values: options, positionals: sources } = parseArgs({
  allowPositionals: true,
  options: { update: { type: 'boolean', default: false }, incremental: { type: 'boolean', default: false } },
});
const root = fileURLToPath(new URL('../..', import.meta.url));
const stryker = new Stryker({
  mutate: sources.length > 0 ? sources : ['src/{rules,schemas,emulator}/**/*.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  // Texts and samples aside: what a message says is compared where it matters, and a sample is as good as another.
  mutator: { excludedMutations: ['StringLiteral', 'ObjectLiteral', 'ArrayDeclaration'] },
  // Code that runs once, at import, would need every test for each of its changes.
  ignoreStatic: true,
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

const tried = mutants.map((mutant) => ({ ...mutant, fileName: relative(root, mutant.fileName) }));
for (const mutant of tried) {
  if (mutant.status === 'Survived' || mutant.status === 'NoCoverage') console.log(`${describeMutant(mutant)}\n`);
}
const results = resultsOf(tried, new Date().toISOString().slice(0, 10));
console.log(textTable(scoreRows(results)));

const worse = options.update ? [] : worsened(results, readResults());
if (options.update) writeResults(results);
if (worse.length > 0) console.error(`Tests notice less than results.json says, in ${worse.join(', ')}.`);
process.exit(worse.length > 0 ? 1 : 0);
