import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MutantResult } from '@stryker-mutator/api/core';
import { reasons } from './reasons.ts';

/** What the last `npm run mutation -- --update` found. */
export interface Results {
  readonly rooms: Readonly<Record<string, Tally>>;
  readonly survivors: readonly Survivor[];
}

/** How many mutants of a room came to which end. */
export interface Tally {
  readonly killed: number;
  readonly timedOut: number;
  readonly survived: number;
  /** Those that no test runs; they survive as well. */
  readonly notCovered: number;
}

/** A change that no test noticed. */
export interface Survivor {
  readonly file: string;
  /** The lines as they are, and as they were changed. */
  readonly original: string;
  readonly mutant: string;
  /** The name of a reason; empty until one is given. */
  readonly because: string;
}

/** In percent: what the kit promises. */
export const leastScore = 90;

const path = fileURLToPath(new URL('results.json', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

/** The results as they are committed. */
export function readResults(): Results {
  // Written by writeResults, and its reasons by hand.
  return JSON.parse(readFileSync(path, 'utf8')) as Results;
}

export function writeResults(results: Results): void {
  writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`);
}

/** Counts and lists the mutants; a survivor that was known keeps its reason. */
export function resultsOf(mutants: readonly MutantResult[], before: Results): Results {
  const known = new Map(before.survivors.map((survivor) => [identityOf(survivor), survivor.because]));
  const survivors = mutants
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .map(changeOf)
    .map((change) => ({ ...change, because: known.get(identityOf(change)) ?? '' }));
  const roomOf = ({ fileName }: MutantResult) => fileName.split('/')[1] ?? '';
  const rooms = [...new Set(mutants.map(roomOf))].toSorted();
  return {
    rooms: Object.fromEntries(
      rooms.map((room) => [room, tallyOf(mutants.filter((mutant) => roomOf(mutant) === room))]),
    ),
    survivors: survivors.toSorted((a, b) => (identityOf(a) < identityOf(b) ? -1 : 1)),
  };
}

/** How many of a hundred mutants were noticed; one that hangs is. */
export function scoreOf(tallies: readonly Tally[]): number {
  const sum = (count: (tally: Tally) => number) => tallies.reduce((total, tally) => total + count(tally), 0);
  const noticed = sum(({ killed, timedOut }) => killed + timedOut);
  return (100 * noticed) / (noticed + sum(({ survived, notCovered }) => survived + notCovered));
}

/** The survivors for which no reason is given that exists. */
export function unexplained({ survivors }: Results): readonly Survivor[] {
  return survivors.filter(({ because }) => !Object.hasOwn(reasons, because));
}

function tallyOf(mutants: readonly MutantResult[]): Tally {
  const count = (wanted: MutantResult['status']) => mutants.filter(({ status }) => status === wanted).length;
  return {
    killed: count('Killed'),
    timedOut: count('Timeout'),
    survived: count('Survived'),
    notCovered: count('NoCoverage'),
  };
}

/** The lines that the mutant touches, before and after. */
function changeOf({ fileName, location: { start, end }, replacement }: MutantResult): Omit<Survivor, 'because'> {
  const lines = readFileSync(`${root}${fileName}`, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  const original = lines.join('\n');
  const tail = (lines.at(-1) ?? '').slice(end.column - 1);
  const mutant = `${original.slice(0, start.column - 1)}${replacement}${tail}`;
  return { file: fileName, original: original.trim(), mutant: mutant.trim() };
}

function identityOf({ file, original, mutant }: Omit<Survivor, 'because'>): string {
  return `${file}\n${original}\n${mutant}`;
}
