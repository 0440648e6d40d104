import type { Rows } from '../tables.ts';
import { reasons } from './reasons.ts';
import { type Results, readResults, type Survivor, scoreOf, type Tally } from './results.ts';

/** What became of the mutants of each room. */
export function scoreRows({ rooms }: Results = readResults()): Rows {
  const row = (name: string, tallies: readonly Tally[]) => {
    const sum = (count: (tally: Tally) => number) => tallies.reduce((total, tally) => total + count(tally), 0);
    return [
      name,
      ...[
        sum(({ killed, timedOut }) => killed + timedOut),
        sum(({ survived }) => survived),
        sum(({ notCovered }) => notCovered),
      ].map((count) => count.toLocaleString('en-US')),
      `${scoreOf(tallies).toFixed(1)} %`,
    ];
  };
  return [
    ['Room', 'Noticed', 'Survived', 'In code that no test runs', 'Score'],
    ...Object.entries(rooms).map(([room, tally]) => row(`\`${room}\``, [tally])),
    row('all', Object.values(rooms)),
  ];
}

/** Every survivor below its reason. */
export function survivorRows({ survivors }: Results = readResults()): Rows {
  return [
    ['Where', 'Written', 'Changed to', 'Why no test notices it'],
    ...survivors.map(({ file, original, mutant, because }) => [
      `\`${file.replace('src/', '')}\``,
      code(original),
      code(mutant),
      reasons[because] ?? '',
    ]),
  ];
}

/** A survivor as a difference, for a terminal. */
export function describeSurvivor({ file, original, mutant }: Survivor): string {
  const marked = (mark: string, text: string) =>
    text
      .split('\n')
      .map((line) => `${mark} ${line}`)
      .join('\n');
  return `No test notices this, in ${file}:\n${marked('-', original)}\n${marked('+', mutant)}`;
}

function code(text: string): string {
  const oneLine = text.replace(/\s+/g, ' ');
  const fence = oneLine.includes('`') ? '``' : '`';
  return `${fence}${fence.length > 1 ? ' ' : ''}${oneLine}${fence.length > 1 ? ' ' : ''}${fence}`;
}
