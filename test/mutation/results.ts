import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MutantResult } from '@stryker-mutator/api/core';

/** What the last `npm run mutation -- --update` found, by the path of a file of src. */
export type Results = Readonly<Record<string, Tally>>;

/** What became of the mutants of a file. */
export interface Tally {
  /** The day on which they were tried, such as `2026-11-30`. */
  readonly on: string;
  readonly killed: number;
  readonly timedOut: number;
  readonly survived: number;
  /** Those that no test runs; they survive as well. */
  readonly notCovered: number;
}

const path = fileURLToPath(new URL('results.json', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

/** The results as they are committed. */
export function readResults(): Results {
  // Written by writeResults.
  return JSON.parse(readFileSync(path, 'utf8')) as Results;
}

/** Writes the results of the files that were tried; the others stay as they are. */
export function writeResults(results: Results): void {
  const all = Object.entries({ ...readResults(), ...results }).toSorted();
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
}

/** Counts the mutants of each file. */
export function resultsOf(mutants: readonly MutantResult[], on: string): Results {
  const ofFile = Map.groupBy(mutants, ({ fileName }) => fileName);
  return Object.fromEntries([...ofFile].map(([file, own]) => [file, tallyOf(own, on)]));
}

/** How many of a hundred mutants were noticed; one that hangs is. */
export function scoreOf(tallies: readonly Tally[]): number {
  const sum = (count: (tally: Tally) => number) => tallies.reduce((total, tally) => total + count(tally), 0);
  const noticed = sum(({ killed, timedOut }) => killed + timedOut);
  return (100 * noticed) / (noticed + sum(({ survived, notCovered }) => survived + notCovered));
}

/** The files of which fewer mutants are noticed than before, of a hundred. */
export function worsened(now: Results, before: Results): readonly string[] {
  return Object.keys(now).filter((file) => {
    const [tally, old] = [now[file], before[file]];
    return tally !== undefined && old !== undefined && scoreOf([tally]) < scoreOf([old]);
  });
}

/** A mutant as a difference of the lines that it touches, for a terminal. */
export function describeMutant({ fileName, location: { start, end }, replacement }: MutantResult): string {
  const lines = readFileSync(`${root}${fileName}`, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  const original = lines.join('\n');
  const tail = (lines.at(-1) ?? '').slice(end.column - 1);
  const changed = `${original.slice(0, start.column - 1)}${replacement}${tail}`;
  const marked = (mark: string, text: string) => text.trim().replaceAll(/^/gm, `${mark} `);
  return `No test notices this, in ${fileName}:${start.line}\n${marked('-', original)}\n${marked('+', changed)}`;
}

function tallyOf(mutants: readonly MutantResult[], on: string): Tally {
  const count = (wanted: MutantResult['status']) => mutants.filter(({ status }) => status === wanted).length;
  return {
    on,
    killed: count('Killed'),
    timedOut: count('Timeout'),
    survived: count('Survived'),
    notCovered: count('NoCoverage'),
  };
}
