/** How often a rival agrees with the kit, and what it differs in most often. */
export interface Score {
  readonly agreements: number;
  readonly exceptions: number;
  readonly disagreements: number;
  /** The rules that it differs in most often, the first most. */
  readonly mostly: readonly string[];
}

type Outcome = 'agree' | { readonly exception: string } | { readonly differsIn: string };

const mostShown = 3;

/** Counts outcomes. */
export function scoreOf(): { add(outcome: Outcome): void; score(): Score } {
  let agreements = 0;
  let exceptions = 0;
  const differing = new Map<string, number>();
  return {
    add(outcome) {
      if (outcome === 'agree') agreements += 1;
      else if ('exception' in outcome) exceptions += 1;
      else differing.set(outcome.differsIn, (differing.get(outcome.differsIn) ?? 0) + 1);
    },
    score() {
      const most = [...differing].toSorted(([, one], [, other]) => other - one);
      return {
        agreements,
        exceptions,
        disagreements: most.reduce((sum, [, count]) => sum + count, 0),
        mostly: most.slice(0, mostShown).map(([name]) => name),
      };
    },
  };
}
