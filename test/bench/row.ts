/** One line of the table: a figure of ours, and where there is a peer, its figure of the same turns. */
export interface Row {
  /** What is measured; with the peer's name, the name of the row. */
  readonly what: string;
  readonly ours: number;
  readonly peer?: { readonly name: string; readonly figure: number };
  readonly unit: Unit;
  /** Ours over the peer's: the median of what each round gave, so not exactly the ratio of the two medians. */
  readonly ratio?: number;
  readonly target?: Target;
  readonly note?: string;
}

export type Unit = 'µs' | 'ms' | 's' | 'MB' | 'kB' | 'kB gzip' | '% valid';

/** What is promised of a figure: not more than, or not less than. */
export interface Target {
  readonly of: 'ours' | 'ratio';
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** A question that the benchmark measures in rows. */
export type Question = () => Promise<readonly Row[]>;

/** The name of a row, which no other row has. */
export function nameOf({ what, peer }: Pick<Row, 'what' | 'peer'>): string {
  return peer ? `${what}, beside ${peer.name}` : what;
}

/** Whether the row keeps its promise; true where it makes none. */
export function isMet({ target, ...row }: Row): boolean {
  if (!target) return true;
  const figure = row[target.of] ?? Number.NaN;
  return figure <= (target.atMost ?? Number.POSITIVE_INFINITY) && figure >= (target.atLeast ?? 0);
}
