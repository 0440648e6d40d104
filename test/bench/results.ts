import { isMet, nameOf, type Row } from './row.ts';

/** What results.json holds: the figures of the last `--update`, and what is known to miss its target. */
export interface Results {
  /** Where it was measured, in words. */
  readonly machine: string;
  /** The rows of each question. */
  readonly questions: Readonly<Record<string, readonly Row[]>>;
  /** By the name of the row: why its target is missed, and the figure up to (or down to) which that explains it. */
  readonly missed: Readonly<Record<string, Missed>>;
}

export interface Missed {
  readonly because: string;
  readonly bound: number;
}

/** The rows that miss their target, and that are not explained; of those that are, the ones past their bound. */
export function unexplained(rows: readonly Row[], missed: Results['missed']): readonly Row[] {
  return rows.filter((row) => !isMet(row) && !isExplained(row, missed[nameOf(row)]));
}

/** The results with new rows. An explanation stays as long as its row misses the target. */
export function updated(results: Results, machine: string, measured: Results['questions']): Results {
  const questions = { ...results.questions, ...measured };
  const missing = new Set(
    Object.values(questions)
      .flat()
      .filter((row) => !isMet(row))
      .map(nameOf),
  );
  const missed = Object.fromEntries(Object.entries(results.missed).filter(([name]) => missing.has(name)));
  return { machine, questions, missed };
}

function isExplained({ target, ...row }: Row, missed: Missed | undefined): boolean {
  if (!missed || !target) return false;
  const figure = row[target.of] ?? Number.NaN;
  return target.atMost === undefined ? figure >= missed.bound : figure <= missed.bound;
}
