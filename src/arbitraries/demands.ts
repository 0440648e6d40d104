import { holds, type OperationName, type RuleContext, rules } from '../rules/index.ts';

/** What the rules demand at the places of a body: JSON pointers with `*` for any element. */
export interface Demands {
  /** Whether nothing may stand there. */
  forbids(place: string): boolean;
  /** Whether something must stand there, where its parent does. */
  requires(place: string): boolean;
  /** Whether it must not be null, whatever the metadata says. */
  forbidsNull(place: string): boolean;
  /** Values that pass there, from the samples of the rules. */
  samplesAt(place: string): readonly unknown[];
}

/**
 * Reads from the samples of the rules that hold what must be where: a rejected `undefined` makes its place required,
 * as does one for a member of a rejected object; the same for null. So no list of required members stands here.
 */
export function demandsOf(operation: OperationName, context: RuleContext): Demands {
  const holding = rules.filter(
    (rule) => rule.checkedBy === 'body' && rule.operations.includes(operation) && holds(rule, context),
  );
  const places = (when: (rule: (typeof holding)[number]) => boolean) =>
    new Set(holding.filter(when).flatMap((rule) => rule.paths));
  const rejecting = (missing: null | undefined) =>
    new Set(holding.flatMap((rule) => rule.paths.flatMap((at) => placesWithout(missing, at, rule.rejects))));

  const forbidden = places(({ accepts }) => accepts.every((sample) => sample === undefined));
  const required = rejecting(undefined);
  const notNull = rejecting(null);
  return {
    forbids: (place) => forbidden.has(place),
    requires: (place) => required.has(place),
    forbidsNull: (place) => notNull.has(place),
    samplesAt: (place) =>
      holding
        .filter(({ paths }) => paths.includes(place))
        .flatMap(({ accepts }) => accepts.filter((sample) => sample !== undefined)),
  };
}

/** The places at which these samples have nothing, or null: their own place, or a member of it. */
function placesWithout(missing: null | undefined, at: string, samples: readonly unknown[]): string[] {
  return samples.flatMap((sample) => {
    if (sample === missing) return [at];
    if (typeof sample !== 'object' || sample === null || Array.isArray(sample)) return [];
    return Object.entries(sample).flatMap(([name, value]) => (value === missing ? [`${at}/${name}`] : []));
  });
}
