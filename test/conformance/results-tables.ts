import type { Rows } from '../tables.ts';
import { readResults, readRivals } from './results.ts';
import type { RivalResult } from './rivals/check-rivals.ts';
import { exceptions } from './run/exceptions.ts';
import type { Pair } from './run/tally.ts';

/** How each artefact gets on with all others, by the committed results. */
export function artefactRows(): Rows {
  const { pairs } = readResults();
  return [
    ['Artefact', 'Compared', 'Agrees', 'Named exceptions', 'Disagrees'],
    ...artefactsIn(pairs).map((name) => {
      const own = summed(pairs.filter(({ pair }) => pair.includes(name)));
      return [name, ...[own.agrees + own.excepted + own.disagrees, own.agrees, own.excepted, own.disagrees].map(shown)];
    }),
  ];
}

/** The exceptions, each with how often it explained a difference. */
export function exceptionRows(): Rows {
  const { pairs } = readResults();
  return [
    ['Exception', 'Who differs from the others', 'Why', 'Met'],
    ...exceptions.map(({ name, of, says }) => {
      const met = pairs.map(({ exceptions }) => exceptions[name] ?? 0).reduce((sum, count) => sum + count, 0);
      return [name, of.join(', '), says, shown(met)];
    }),
  ];
}

/** Every pair of artefacts, whatever they checked. */
export function pairRows(pairs: readonly Pair[] = readResults().pairs): Rows {
  const names = [...new Set(pairs.map(({ pair }) => pair.join(' × ')))];
  return [
    ['Pair', 'Agrees', 'Named exceptions', 'Disagrees'],
    ...names.map((name) => {
      const own = summed(pairs.filter(({ pair }) => pair.join(' × ') === name));
      return [name, shown(own.agrees), shown(own.excepted), shown(own.disagrees)];
    }),
  ];
}

/** What others make of the same API, held against the kit. */
export function rivalRows(rivals: readonly RivalResult[] = readRivals()): Rows {
  return [
    ['Rival', 'What it does', 'Agrees', 'Named exceptions', 'Disagrees', 'Mostly in'],
    ...rivals.map(({ name, what, agreements, exceptions, disagreements, mostly }) => [
      name,
      what,
      ...[agreements, exceptions, disagreements].map(shown),
      mostly.join(', '),
    ]),
  ];
}

function artefactsIn(pairs: readonly Pair[]): string[] {
  return [...new Set(pairs.flatMap(({ pair }) => pair))].toSorted();
}

function summed(pairs: readonly Pair[]) {
  const total = (count: (pair: Pair) => number) => pairs.map(count).reduce((sum, each) => sum + each, 0);
  return {
    agrees: total(({ agreements }) => agreements),
    excepted: total(({ exceptions }) => Object.values(exceptions).reduce((sum, each) => sum + each, 0)),
    disagrees: total(({ disagreements }) => disagreements),
  };
}

function shown(count: number): string {
  return count.toLocaleString('en-US');
}
