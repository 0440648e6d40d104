import type { Rows } from '../tables.ts';
import { type Results, readResults, scoreOf, type Tally } from './results.ts';

/** What became of the mutants of each module. */
export function scoreRows(results: Results = readResults()): Rows {
  const row = (name: string, tallies: readonly Tally[]) => {
    const sum = (count: (tally: Tally) => number) => tallies.reduce((total, tally) => total + count(tally), 0);
    return [
      name,
      ...[
        tallies.length,
        sum(({ killed, timedOut }) => killed + timedOut),
        sum(({ survived }) => survived),
        sum(({ notCovered }) => notCovered),
      ].map((count) => count.toLocaleString('en-US')),
      `${scoreOf(tallies).toFixed(1)} %`,
      tallies.map(({ on }) => on).toSorted()[0] ?? '',
    ];
  };
  const modules = Map.groupBy(Object.entries(results), ([file]) => file.split('/')[1]);
  return [
    ['Module', 'Files', 'Noticed', 'Survived', 'In code that no test runs', 'Score', 'Tried on'],
    ...[...modules].map(([module, files]) =>
      row(
        `\`${module}\``,
        files.map(([, tally]) => tally),
      ),
    ),
    row('all', Object.values(results)),
  ];
}
