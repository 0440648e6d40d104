import type { RuleId } from '../../../src/index.ts';
import type { ApiVersion, Profile } from '../../../src/rules/index.ts';

/** What is checked: the body of a create request, of the registration of a schema, or of a response. */
export type Kind = 'createConnection' | 'updateSchema' | 'response';

/** Where a value is checked. */
export interface Place {
  readonly kind: Kind;
  readonly profile: Profile;
  readonly version: ApiVersion;
}

/** What an artefact says of a value; what it cannot say is absent. */
export interface Decision {
  readonly accepts: boolean;
  /** The rule that it saw broken first. */
  readonly rule?: RuleId | undefined;
  /** Status and code of the response that refuses it. */
  readonly response?: string | undefined;
}

/** A value that artefacts check. */
export interface Value {
  /** JSON, as JSON.parse gives it; undefined for no body at all. */
  readonly body: unknown;
  /** The artefact that made it and says what it is. Absent where it was changed at random. */
  readonly claim?: { readonly by: 'rules' | 'builders' | 'arbitraries'; readonly decision: Decision };
  /** What is sent where it is not the body alone that is wrong: only who reads requests can check it. */
  readonly request?: { readonly headers: Readonly<Record<string, string>>; readonly text: string };
}

/** Decides whether a value is valid; undefined for a value that the artefact cannot check. */
export type Checker = (value: Value) => Decision | undefined | Promise<Decision | undefined>;

/** The artefacts of a place that check values, by name. */
export interface Artefacts {
  readonly checkers: Readonly<Record<string, Checker>>;
  /** The ids of all rules that a body breaks. */
  rulesBrokenBy(body: unknown): readonly RuleId[];
  /** The body with every enum member and every flag spelt as the metadata has it; undefined where it is not valid. */
  inOwnSpelling(body: unknown): unknown;
  /** The body that a checker compares others with, where it checks by an example. */
  readonly example?: unknown;
  close(): Promise<void>;
}

/** The value as JSON carries it. */
export function asJson(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text === undefined ? undefined : JSON.parse(text);
}

/** Every place that is checked, with its share of the budget. */
export const checkedPlaces: readonly { readonly place: Place; readonly share: number }[] = [
  ...(['documented', 'live'] as const).flatMap((profile) =>
    (['beta', 'v1.0'] as const).map((version) => ({
      place: { kind: 'createConnection', profile, version } as const,
      share: 1 / 4,
    })),
  ),
  ...(['updateSchema', 'response'] as const).flatMap((kind) =>
    (['beta', 'v1.0'] as const).map((version) => ({
      place: { kind, profile: 'live', version } as const,
      share: 1 / 8,
    })),
  ),
];
