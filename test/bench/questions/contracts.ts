import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEmulator } from 'external-connection-testkit/emulator';
import { verifyProvider } from 'external-connection-testkit/pact';
import { recordContracts } from '../../pact/record-contracts.ts';
import { type Measure, median } from '../in-turns.ts';
import type { Question, Row } from '../row.ts';

const name = 'external-connection-testkit-microsoft-graph-external-connections-beta.json';
const pact = fileURLToPath(new URL(`../../../pacts/${name}`, import.meta.url));

/** How long a project waits for the contracts in its tests. */
export const contracts: Question = async () => [
  await rowOf('pact: recording of the four shipped contracts', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-pacts-'));
    await recordContracts(folder);
    rmSync(folder, { recursive: true });
  }),
  await rowOf('pact: verification of one of them', async () => {
    await verifyProvider({ emulator: createEmulator({ profile: 'live' }), pacts: [pact] });
  }),
];

async function rowOf(what: string, run: () => Promise<void>): Promise<Row> {
  const measure: Measure = async () => {
    const start = performance.now();
    await run();
    return (performance.now() - start) / 1000;
  };
  const seconds = [await measure(), await measure(), await measure()];
  return { what, ours: median(seconds), unit: 's', note: `on ${availableParallelism()} cores` };
}
