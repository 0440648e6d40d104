import type { Evidence, RuleId } from '../rules/index.ts';

/**
 * What a difference does to who follows the kit. `breaking`: a request that the kit accepts would be refused, or an
 * answer misread. `notable`: the kit is stricter, or says less, than the truth. `minor`: nobody need care today.
 */
export type Severity = 'breaking' | 'notable' | 'minor';

/** What is wrong, or has moved on: Microsoft's page, Graph's metadata, the service, or a guess of this kit. */
export type Attribution = 'documentation' | 'metadata' | 'service' | 'kit';

/** One way in which the kit and what it is held against do not say the same. */
export interface Difference {
  readonly change: 'added' | 'removed' | 'changed';
  /** What it is about, such as `displayTemplate/priority` or `id.alphanumeric`. */
  readonly subject: string;
  /** In words: what the kit says, and what was seen. */
  readonly kit: string;
  readonly seen: string;
  /** The rules that depend on it. */
  readonly rules: readonly RuleId[];
  readonly severity: Severity;
  readonly attribution: Attribution;
  /** Why it is attributed so. */
  readonly because: string;
  /** The number of the open question that it answers. */
  readonly question?: number;
  /** The requests that showed it, up to three of them; for metadata none. */
  readonly examples: readonly string[];
  /** How many requests showed it. */
  readonly count: number;
}

const attributions: Readonly<Record<Evidence, readonly [Attribution, string]>> = {
  documented: ['documentation', "Microsoft's page says otherwise"],
  metadata: ['metadata', "Graph's metadata says otherwise"],
  observed: ['service', 'the service was observed to do otherwise, and has changed since'],
  inferred: ['kit', 'no source says it: the kit guessed'],
};

/** Who is wrong, by the evidence of what predicted otherwise. */
export function attributionOf(evidence: Evidence): Pick<Difference, 'attribution' | 'because'> {
  const [attribution, because] = attributions[evidence];
  return { attribution, because };
}

const ranks: readonly Severity[] = ['breaking', 'notable', 'minor'];

/** Orders the worst first, and keeps the order of equals. */
export function worstFirst(differences: readonly Difference[]): readonly Difference[] {
  return differences.toSorted((one, other) => ranks.indexOf(one.severity) - ranks.indexOf(other.severity));
}
