import { showValue } from '../schemas/index.ts';

/** One place at which a value is not as expected. */
export interface Difference {
  /** JSON pointer. */
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/**
 * Where a value differs from what is expected of it, by the rules of toMatchObject: members that are not named may be
 * anything, arrays have the same length, and an asymmetric matcher judges for itself.
 */
export function differencesFrom(expected: unknown, actual: unknown, path = ''): readonly Difference[] {
  const difference = { path, expected, actual };
  if (isAsymmetric(expected)) return expected.asymmetricMatch(actual) ? [] : [difference];
  if (!isObject(expected)) return Object.is(expected, actual) ? [] : [difference];
  if (!isObject(actual) || Array.isArray(expected) !== Array.isArray(actual)) return [difference];
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length !== actual.length) return [difference];
  return Object.entries(expected).flatMap(([key, member]) => differencesFrom(member, actual[key], `${path}/${key}`));
}

/** What is expected, as JSON in which an asymmetric matcher goes by its name. */
export function showExpected(expected: unknown): string {
  if (expected === undefined) return 'absent';
  return JSON.stringify(expected, (_, member: unknown) => (isAsymmetric(member) ? nameOfMatcher(member) : member));
}

interface Asymmetric {
  asymmetricMatch(actual: unknown): boolean;
  toAsymmetricMatcher?(): string;
  readonly sample?: unknown;
}

function isAsymmetric(value: unknown): value is Asymmetric {
  return isObject(value) && typeof value.asymmetricMatch === 'function';
}

function nameOfMatcher(matcher: Asymmetric): string {
  return matcher.toAsymmetricMatcher?.() ?? `${matcher} ${showValue(matcher.sample)}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
