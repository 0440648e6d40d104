/** Gives one figure, such as the microseconds of a call. */
export type Measure = () => number | Promise<number>;

/** The figures of each subject, those of one round at the same position. */
export type Turns<Name extends string> = Readonly<Record<Name, readonly number[]>>;

/**
 * Measures the subjects in turns, so that a busy moment of the machine meets all of them. Each round begins with
 * another one. A round before the first warms up and does not count.
 */
export async function inTurns<Name extends string>(
  subjects: Readonly<Record<Name, Measure>>,
  rounds: number,
): Promise<Turns<Name>> {
  // The keys of a record are its names.
  const names = Object.keys(subjects) as Name[];
  const figures = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= rounds; round += 1) {
    for (const turn of names.keys()) {
      const name = names[(turn + round) % names.length] as Name;
      const figure = await subjects[name]();
      if (round > 0) figures[name].push(figure);
    }
  }
  return figures;
}

/** The medians of two subjects, and the median of what one is to the other within each round. */
export function compared(ours: readonly number[], peer: readonly number[]) {
  const ratios = ours.map((figure, round) => figure / (peer[round] ?? Number.NaN));
  return { ours: median(ours), peer: median(peer), ratio: median(ratios) };
}

/** The middle one; of an even number, the mean of the two in the middle. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [upper = Number.NaN, lower = Number.NaN] = [sorted[middle], sorted[middle - 1]];
  return sorted.length % 2 === 1 ? upper : (lower + upper) / 2;
}
