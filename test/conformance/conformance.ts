import { parseArgs } from 'node:util';
import { writeResults } from './results.ts';
import { pairRows, textTable } from './results-tables.ts';
import { explainCounterexample } from './run/explain.ts';
import { runConformance } from './run/run.ts';

/**
 * `npm run conformance`: lets every artefact of the kit judge generated values and the whole catalogue, and compares
 * them in pairs. Ends with 1 when two of ours disagree without a named
 * exception.
 *
 *     npm run conformance -- --count 2000 --seed 7
 */
const { values: options } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    update: { type: 'boolean', default: false },
  },
});
const budget = { count: Number(options.count), seed: Number(options.seed) };

console.log(`Seed ${budget.seed}, ${budget.count} create requests, with a quarter as many schemas and answers.`);
const findings = await runConformance({
  ...budget,
  onPlace: ({ kind, profile, version }, count) => console.log(`${kind}, ${profile}, ${version}: ${count} values …`),
});
console.log(`\n${textTable(pairRows(findings.pairs))}\n`);

if (options.update) writeResults({ ...budget, values: findings.values, pairs: findings.pairs, rivals: [] });

for (const counterexample of findings.counterexamples) console.log(`${explainCounterexample(counterexample)}\n`);
console.log(
  findings.counterexamples.length === 0
    ? `${findings.values} values: no disagreement but for named exceptions.`
    : `Disagreements. The same again: npm run conformance -- --count ${budget.count} --seed ${budget.seed}`,
);
process.exitCode = findings.counterexamples.length === 0 ? 0 : 1;
