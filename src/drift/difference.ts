import type { Evidence, RuleId } from '../rules/index.ts';

/**
 * What a difference means for a client that follows the kit. `breaking`: a request that the kit accepts would be
 * refused, or a response misread. `notable`: the kit is stricter or less complete than Graph. `minor`: no effect today.
 */
export type Severity = 'breaking' | 'notable' | 'minor';

/** The source that is wrong or outdated: Microsoft's page, Graph's metadata, the service, or a guess of this kit. */
export type Attribution = 'documentation' | 'metadata' | 'service' | 'kit';

/** One way in which the kit and what it is compared with differ. */
export interface Difference {
  readonly change: 'added' | 'removed' | 'changed';
  /** What it is about, such as `displayTemplate/priority` or `id.alphanumeric`. */
  readonly subject: string;
  /** The value of the kit, and the one that was seen. */
  readonly kit: string;
  readonly seen: string;
  /** The rules that depend on it. */
  readonly rules: readonly RuleId[];
  readonly severity: Severity;
  readonly attribution: Attribution;
  /** Why it has that attribution. */
  readonly because: string;
  /** The number of the open question that it decides. */
  readonly question?: number;
  /** The requests that showed it, up to three of them; for metadata none. */
  readonly examples: readonly string[];
  /** How many requests showed it. */
  readonly count: number;
}

const attributions: Readonly<Record<Evidence, readonly [Attribution, string]>> = {
  documented: ['documentation', "Microsoft's page says otherwise"],
  metadata: ['metadata', "Graph's metadata says otherwise"],
  observed: ['service', 'the service was observed to behave differently, and has changed since'],
  inferred: ['kit', 'no source says it: the kit guessed'],
};

/** Which source is wrong, from the evidence for the kit's prediction. */
export function attributionOf(evidence: Evidence): Pick<Difference, 'attribution' | 'because'> {
  const [attribution, because] = attributions[evidence];
  return { attribution, because };
}

const ranks: readonly Severity[] = ['breaking', 'notable', 'minor'];

/** Orders the worst first, and keeps the order of equals. */
export function worstFirst(differences: readonly Difference[]): readonly Difference[] {
  return differences.toSorted((one, other) => ranks.indexOf(one.severity) - ranks.indexOf(other.severity));
}

/** One difference that one request showed. Equal ones of many requests become one difference. */
export interface Sighting {
  readonly change: Difference['change'];
  /** Sightings with the same key are the same difference. */
  readonly key: string;
  readonly subject: string;
  readonly kit: string;
  readonly seen: string;
  readonly evidence: Evidence;
  readonly severity: Severity;
  readonly rule?: RuleId | undefined;
  readonly question?: number | undefined;
  /** The title of the request. */
  readonly example: string;
}

const mostExamples = 3;

/** The differences that requests showed, each once, with how many requests showed it. */
export function differencesFrom(sightings: readonly Sighting[]): readonly Difference[] {
  return [...Map.groupBy(sightings, ({ key }) => key).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { change, subject, kit, seen, severity, evidence, question } = first;
    return [
      {
        change,
        subject,
        kit,
        seen,
        rules: [...new Set(group.flatMap(({ rule }) => rule ?? []))],
        severity,
        ...attributionOf(evidence),
        ...(question !== undefined && { question }),
        examples: group.slice(0, mostExamples).map(({ example }) => example),
        count: group.length,
      },
    ];
  });
}
