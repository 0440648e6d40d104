import { parseArgs } from 'node:util';
import { textTable } from '../tables.ts';
import { documentLines, runDocument } from './document/run-document.ts';
import { writeResults, writeRivals } from './results.ts';
import { pairRows, rivalRows } from './results-tables.ts';
import { checkRivals } from './rivals/check-rivals.ts';
import { surprisesOfKiota } from './rivals/kiota.ts';
import { explainCounterexample } from './run/explain.ts';
import { runConformance } from './run/run.ts';

/**
 * `npm run conformance`: lets every artefact of the kit check generated values and the whole catalogue, and compares
 * them in pairs; then the SDK that Microsoft generates, and what rivals make of the same API, which npm installs in a
 * temporary folder. Sends requests that are generated from the OpenAPI documents to an emulator, and holds each response
 * against the document. Ends with 1 when two artefacts disagree without a named exception, the SDK is not as known, or a
 * response is not as declared.
 *
 *     npm run conformance -- --count 2000 --requests 900 --seed 7 --no-rivals
 */
const { values: options } = parseArgs({
  allowNegative: true,
  options: {
    count: { type: 'string', default: '10000' },
    requests: { type: 'string', default: '5400' },
    seed: { type: 'string', default: '1' },
    rivals: { type: 'boolean', default: true },
    update: { type: 'boolean', default: false },
  },
});
const budget = { count: Number(options.count), seed: Number(options.seed) };

console.log(`Seed ${budget.seed}, ${budget.count} create requests, with a quarter as many schemas and responses.`);
const findings = await runConformance({
  ...budget,
  onPlace: ({ kind, profile, version }, count) => console.log(`${kind}, ${profile}, ${version}: ${count} values …`),
  onCounterexample: (found) => console.log(`${explainCounterexample(found)}\n`),
});
console.log(`\n${textTable(pairRows(findings.pairs))}\n`);

if (options.update) writeResults({ ...budget, values: findings.values, pairs: findings.pairs });

const responses = await runDocument({ count: Number(options.requests), seed: budget.seed });
for (const line of documentLines(responses)) console.log(line);

const surprises = options.rivals ? await surprisesOfKiota() : [];
for (const surprise of surprises) console.log(`The SDK of kiota differs from the table of members: ${surprise}.`);
if (options.rivals) {
  const rivals = await checkRivals({ ...budget, count: budget.count / 5 });
  console.log(`${textTable(rivalRows(rivals))}\n`);
  if (options.update) writeRivals(rivals);
}

const disagreements = findings.counterexamples.length;
console.log(
  disagreements === 0
    ? `${findings.values} values: no disagreement but for named exceptions.`
    : `${disagreements} disagreements. The same again: npm run conformance -- --count ${budget.count} --seed ${budget.seed}`,
);
process.exitCode = disagreements + surprises.length + responses.undeclared.size === 0 ? 0 : 1;
