import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Pair } from './run/tally.ts';

/** What the last `npm run conformance -- --update` found. */
export interface Results {
  readonly count: number;
  readonly seed: number;
  /** How many values were judged, the catalogue included. */
  readonly values: number;
  readonly pairs: readonly Pair[];
  /** How what others make of the same API gets on with the kit. */
  readonly rivals: readonly RivalResult[];
}

/** What a rival said of the same values, or what the kit says of those that it made. */
export interface RivalResult {
  readonly name: string;
  readonly version: string;
  readonly what: string;
  readonly agreements: number;
  readonly exceptions: number;
  readonly disagreements: number;
  /** What it differs in most often: the rule, or what it refuses. */
  readonly mostly: readonly string[];
}

const path = fileURLToPath(new URL('results.json', import.meta.url));

/** The results as they are committed. */
export function readResults(): Results {
  // Written by writeResults alone.
  return JSON.parse(readFileSync(path, 'utf8')) as Results;
}

/** Keeps the results, for `npm run generate` to make tables of. */
export function writeResults(results: Results): void {
  writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`);
}
