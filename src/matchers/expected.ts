import { asRecord } from '../rules/index.ts';
import { type Difference, differencesBetween, printable, showValue, toPointer } from '../schemas/index.ts';
import type { MatcherResult } from './received.ts';

/** An asymmetric matcher: it takes the place of a value inside `toEqual` and similar matchers. */
export interface AsymmetricMatch {
  /** Whether another value matches. */
  asymmetricMatch(other: unknown): boolean;
}

/** A value, with asymmetric matchers in any place. */
export type Expected<Value> =
  | AsymmetricMatch
  | (Value extends readonly (infer Element)[]
      ? readonly Expected<Element>[]
      : Value extends object
        ? { readonly [Key in keyof Value]?: Expected<Value[Key]> }
        : Value);

/** The parts of the messages about a search. */
interface SearchMessages {
  /** How the message of a failure begins, up to `but`. */
  readonly whenFailed: string;
  /** How the message of a match begins: the value follows. */
  readonly whenPassed: string;
  /** Why there is no value to compare. */
  readonly none: () => string;
  /** The only value, by its id. */
  readonly theOnly: (id: string) => string;
  /** All of several values. */
  readonly all: string;
  readonly lineOf: (difference: Difference) => string;
}

/**
 * Whether one of the values is like the expected one; the message of a failure has the differences of the nearest. As by
 * toMatchObject, properties that are not named may have any value, and an asymmetric matcher decides for itself.
 */
export function resultOfSearch(
  expected: object,
  values: readonly { readonly id: string }[],
  { whenFailed, whenPassed, none, theOnly, all, lineOf }: SearchMessages,
): MatcherResult {
  const [nearest] = values
    .map((value) => ({ value, differences: differencesFrom(expected, value) }))
    .toSorted((a, b) => a.differences.length - b.differences.length);
  if (!nearest) return { pass: false, message: () => `${whenFailed} ${none()}` };
  const { value, differences } = nearest;
  if (differences.length === 0) return { pass: true, message: () => `${whenPassed}: ${showValue(value)}` };
  const which = values.length === 1 ? theOnly(value.id) : `of ${all} the most similar, ${value.id},`;
  return {
    pass: false,
    message: () => `${whenFailed} ${which} differs:\n${differences.map(lineOf).join('\n')}`,
    // Only the properties that are expected, so that a diff shows no others.
    actual: Object.fromEntries(Object.keys(expected).map((name) => [name, asRecord(value)?.[name]])),
    expected,
  };
}

function differencesFrom(expected: object, value: object): readonly Difference[] {
  return differencesBetween(expected, value, ({ expected: matcher, actual }) => {
    if (isAsymmetric(matcher)) return matcher.asymmetricMatch(actual);
    return matcher === undefined && actual === undefined ? true : undefined;
  }).filter(({ kind }) => kind !== 'added');
}

/** A difference in one line: `/name: expected "HR", got "Contoso HR"`. */
export function describeDifference({ path, expected, actual }: Difference): string {
  return `${toPointer(path)}: expected ${showExpected(expected)}, got ${showExpected(actual)}`;
}

/** The expected value as JSON in which an asymmetric matcher has its name. */
export function showExpected(expected: unknown): string {
  if (expected === undefined) return 'absent';
  const json = JSON.stringify(expected, (_, value: unknown) => (isAsymmetric(value) ? nameOfMatcher(value) : value));
  return printable(json ?? String(expected));
}

interface NamedMatcher extends AsymmetricMatch {
  toAsymmetricMatcher?(): string;
  readonly sample?: unknown;
}

function isAsymmetric(value: unknown): value is NamedMatcher {
  return typeof asRecord(value)?.asymmetricMatch === 'function';
}

function nameOfMatcher(matcher: NamedMatcher): string {
  return matcher.toAsymmetricMatcher?.() ?? `${matcher} ${showValue(matcher.sample)}`;
}
