import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { budgetOf, timeoutOf } from '../fuzz/budget.ts';
import { stoppedClock } from './requests.ts';
import { histories } from './tenant-commands.ts';
import { emptyTenant } from './tenant-model.ts';

const delay = fc.constantFrom(0, 0, 10, 35);
const delays = fc.record({ deleteDelay: delay, idReleaseDelay: delay, schemaDelay: delay });

test('holds what a model of a tenant holds, after every step of a history', timeoutOf(600_000), async () => {
  const budget = budgetOf(3000);
  let steps = 0;

  await fc.assert(
    fc.asyncProperty(delays, histories, async (delays, commands) => {
      const clock = stoppedClock();
      const graph = createEmulator({ profile: 'documented', ...delays, now: clock.now, onAdvisory: () => {} });
      await fc.asyncModelRun(() => ({ model: emptyTenant(delays), real: { graph, clock } }), commands);
      steps += graph.exchanges.length;
    }),
    budget,
  );

  expect(steps).toBeGreaterThan(10 * budget.numRuns);
});
