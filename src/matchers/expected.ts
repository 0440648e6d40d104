import { asRecord } from '../rules/index.ts';
import { type Difference, differencesBetween, printable, showValue, toPointer } from '../schemas/index.ts';

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

/**
 * The value of several that differs least from the expected one, with its differences; undefined where there is none. As
 * by toMatchObject, properties that are not named may have any value, and an asymmetric matcher decides for itself.
 */
export function nearestTo<Value extends object>(
  expected: object,
  values: readonly Value[],
): { readonly value: Value; readonly differences: readonly Difference[] } | undefined {
  const differencesFrom = (value: Value) =>
    differencesBetween(expected, value, ({ expected: matcher, actual }) => {
      if (isAsymmetric(matcher)) return matcher.asymmetricMatch(actual);
      return matcher === undefined && actual === undefined ? true : undefined;
    }).filter(({ kind }) => kind !== 'added');
  const [nearest] = values
    .map((value) => ({ value, differences: differencesFrom(value) }))
    .toSorted((a, b) => a.differences.length - b.differences.length);
  return nearest;
}

/** A difference in one line: `/name: expected "HR", got "Contoso HR"`. */
export function describeDifference({ path, expected, actual }: Difference): string {
  return `${toPointer(path)}: expected ${showExpected(expected)}, got ${showExpected(actual)}`;
}

/** Only the properties that are expected, so that a diff shows no others. */
export function likeExpected(value: object, expected: object): object {
  return Object.fromEntries(Object.keys(expected).map((name) => [name, asRecord(value)?.[name]]));
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
