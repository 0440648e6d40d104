import { once } from './as-record.ts';
import type { ErrorName, Evidence } from './error-responses.ts';
import { placesWhere } from './members.ts';
import type { RuleContext, Switches } from './open-questions.ts';
import type { OperationName } from './operations.ts';
import { type ApiVersion, apiVersions, type Profile, profiles } from './vocabulary.ts';

/** What a constraint says, apart from its name: see Rule. */
export interface Constraint {
  /** The operations whose requests it judges. */
  readonly operations: readonly OperationName[];
  /**
   * Where it applies. Rules on the body: JSON pointers, `*` for any element, the empty pointer for the whole.
   * Other rules: `header <name>`, `query <option>`, or `text` for the body before it is parsed.
   */
  readonly paths: readonly string[];
  /** The rule in one sentence. */
  readonly message: string;
  /** How to fix a request that breaks it. */
  readonly fix: string;
  readonly evidence: Evidence;
  readonly source: string;
  readonly profiles: readonly Profile[];
  readonly versions: readonly ApiVersion[];
  /** Switches that must have these values for the rule to hold. */
  readonly when: Partial<Switches>;
  /** Boundary values that pass at each of the places; `undefined` means absent. */
  readonly accepts: readonly unknown[];
  /** Boundary values that break the rule at each of the places. */
  readonly rejects: readonly unknown[];
  /** The response of the service. */
  readonly error: ErrorName;
}

type WithDefault = 'operations' | 'profiles' | 'versions' | 'when' | 'accepts' | 'rejects' | 'error';

/** A rule as it is written in the tables: what is not said holds everywhere; the response is `malformed`. */
export type RuleRow = Omit<Constraint, WithDefault> & Partial<Pick<Constraint, WithDefault>>;

/** A table of rules by their ids, made when the first of them is needed. */
export function ruleTable<const Rows extends Readonly<Record<string, RuleRow>>>(make: () => Rows): () => Rows {
  return once(make);
}

/** Samples that lack one of the properties each: absent, then null. */
export function lacking(sample: object, ...names: readonly string[]): readonly object[] {
  return names.flatMap((name) => [undefined, null].map((value) => ({ ...sample, [name]: value })));
}

/** The row with all that it does not say: by default it judges these operations; of the versions, those with a place. */
export function constraintFrom(row: RuleRow, operations: readonly OperationName[]): Constraint {
  const { evidence, source, paths, message, fix, ...others } = row;
  const defaults = { operations, profiles, versions: apiVersions, when: {}, accepts: [], rejects: [] };
  // In one order, for the package has each order of names once.
  const whole: Constraint = { ...defaults, error: 'malformed', evidence, source, paths, message, fix, ...others };
  return { ...whole, versions: whole.versions.filter((version) => placesIn(whole, version).length > 0) };
}

/** Whether a rule holds in a context. */
export function holds(rule: Constraint, context: RuleContext): boolean {
  return (
    rule.profiles.includes(context.profile) &&
    rule.versions.includes(context.version) &&
    Object.entries(rule.when).every(([name, value]) => context[name as keyof Switches] === value)
  );
}

const betaOnlyPlaces = once(() =>
  (['externalConnection', 'schema'] as const).flatMap((root) =>
    placesWhere(({ member }) => member.betaOnly === true, root).map((beta) => `${beta}/`),
  ),
);

/**
 * The places of a rule that exist in a version: on v1.0 those of a beta-only property fall away, unless the
 * rule is about exactly that.
 */
export function placesIn(rule: Pick<Constraint, 'paths' | 'versions'>, version: ApiVersion): readonly string[] {
  if (version === 'beta' || !rule.versions.includes('beta')) return rule.paths;
  const isOnV1 = (place: string) => !betaOnlyPlaces().some((beta) => place.startsWith(beta));
  return rule.paths.filter((place) => isOnV1(`${place}/`));
}
