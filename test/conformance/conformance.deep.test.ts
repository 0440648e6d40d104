import { expect, test } from 'vitest';
import { explainCounterexample } from './run/explain.ts';
import { runConformance } from './run/run.ts';

// The same as `npm run conformance` with few values, for there they are 10,000; agreement.test.ts has the samples.
test('no two artefacts of the kit disagree on a value but for a named exception', { timeout: 300_000 }, async () => {
  const { pairs, counterexamples } = await runConformance({ count: 200, seed: 1, wholeCatalogue: false });

  expect(counterexamples.map(explainCounterexample)).toEqual([]);
  expect([...new Set(pairs.flatMap(({ pair }) => pair))].toSorted()).toEqual([
    'HTTP server',
    'JSON Schema',
    'MSW handlers',
    'OpenAPI',
    'arbitraries',
    'builders',
    'check',
    'emulator',
    'matchers',
    'metadata',
    'pact',
    'zod',
  ]);
});
