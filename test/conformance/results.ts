import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RivalResult } from './rivals/check-rivals.ts';
import type { Pair } from './run/tally.ts';

/** What the last `npm run conformance -- --update` found. */
export interface Results {
  readonly count: number;
  readonly seed: number;
  /** How many values were checked, the catalogue included. */
  readonly values: number;
  readonly pairs: readonly Pair[];
}

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The results as they are committed. */
export function readResults(): Results {
  // Written by writeResults alone, as the rest by writeRivals.
  return JSON.parse(readFileSync(file('results.json'), 'utf8')) as Results;
}

/** How rivals got on, as it is committed. */
export function readRivals(): readonly RivalResult[] {
  return JSON.parse(readFileSync(file('rivals/results.json'), 'utf8')) as readonly RivalResult[];
}

/** Keeps the results, for `npm run generate` to make tables of. */
export function writeResults(results: Results): void {
  write('results.json', results);
}

/** Keeps how rivals got on. */
export function writeRivals(results: readonly RivalResult[]): void {
  write('rivals/results.json', results);
}

function write(name: string, results: unknown): void {
  writeFileSync(file(name), `${JSON.stringify(results, null, 2)}\n`);
}
