import type { Evidence, RuleId } from '../../rules/index.ts';
import { attributionOf, type Difference, type Severity } from '../difference.ts';
import { grouped } from './grouped.ts';

/** One difference that one request showed. Those of many requests that say the same become one. */
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
  return grouped(sightings, ({ key }) => key).flatMap(([, group]) => {
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
