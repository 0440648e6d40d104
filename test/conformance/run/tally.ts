import type { Decision, Kind } from './value.ts';

/** How two artefacts got on. */
export interface Pair {
  readonly kind: Kind;
  readonly pair: readonly [string, string];
  readonly agreements: number;
  /** How often an exception explained why they differ, by its name. */
  readonly exceptions: Readonly<Record<string, number>>;
  readonly disagreements: number;
}

interface Count {
  agreements: number;
  readonly exceptions: Record<string, number>;
  disagreements: number;
}

/** Counts, for every pair of artefacts, how often they agree. */
export class Tally {
  readonly #counts = new Map<string, Count>();

  /** Notes a comparison: agreed, or explained by the exception of that name, or neither. */
  note(
    kind: Kind,
    pair: readonly [string, string],
    outcome: 'agree' | 'disagree' | { readonly exception: string },
  ): void {
    const key = JSON.stringify([kind, ...pair.toSorted()]);
    const count = this.#counts.get(key) ?? { agreements: 0, exceptions: {}, disagreements: 0 };
    this.#counts.set(key, count);
    if (outcome === 'agree') count.agreements += 1;
    else if (outcome === 'disagree') count.disagreements += 1;
    else count.exceptions[outcome.exception] = (count.exceptions[outcome.exception] ?? 0) + 1;
  }

  /** Every pair that was compared. */
  pairs(): readonly Pair[] {
    return [...this.#counts].map(([key, count]) => {
      const [kind, one, other] = JSON.parse(key) as [Kind, string, string];
      return { kind, pair: [one, other] as const, ...count };
    });
  }
}

/** How two decisions on one value differ; undefined where they do not, as far as both say anything. */
export function differenceOf(one: Decision, other: Decision): 'accepts' | 'rule' | 'response' | undefined {
  if (one.accepts !== other.accepts) return 'accepts';
  if (one.accepts) return undefined;
  const differs = (member: 'rule' | 'response') =>
    one[member] !== undefined && other[member] !== undefined && one[member] !== other[member];
  if (differs('rule')) return 'rule';
  return differs('response') ? 'response' : undefined;
}
