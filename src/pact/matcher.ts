/** A value with the way to match it, as plain data: what Pact's core reads, so that no native code is loaded for it. */
export interface Matcher {
  readonly 'pact:matcher:type': string | readonly Readonly<Record<string, string>>[];
  /** The example. */
  readonly value: unknown;
  readonly [option: string]: unknown;
}

/** A string that a pattern matches. The type is said beside it, for Pact would match a number by its digits. */
export function matching(pattern: string, example: string): Matcher {
  return { 'pact:matcher:type': [{ 'pact:matcher:type': 'type' }, regex(pattern)], value: example };
}

/** A text outside of JSON, such as a header or a path, that a pattern matches. */
export function textMatching(pattern: string, example: string): Matcher {
  return { ...regex(pattern), value: example };
}

/** A whole number whose digits a pattern matches. */
export function wholeNumberMatching(pattern: string, example: number): Matcher {
  return { 'pact:matcher:type': [{ 'pact:matcher:type': 'integer' }, regex(pattern)], value: example };
}

/** Anything of the JSON type of the example. */
export function like(example: string | number | boolean): Matcher {
  return { 'pact:matcher:type': 'type', value: example };
}

/** This value and no other, also within an array that is matched by its type. */
export function exactly(value: unknown): Matcher {
  return { 'pact:matcher:type': 'equality', value };
}

/** An array each of whose elements matches the one given, or is like it; of at least so many elements. */
export function eachLike(element: unknown, limits: { readonly min: number; readonly max?: number }): Matcher {
  return { 'pact:matcher:type': 'type', ...limits, value: [element] };
}

/** The example of a matcher, or of a value with matchers in it, as it travels. */
export function exampleOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(exampleOf);
  if (isMatcher(value)) return exampleOf(value.value);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, exampleOf(member)]));
}

function isMatcher(value: object): value is Matcher {
  return Object.hasOwn(value, 'pact:matcher:type');
}

function regex(pattern: string) {
  return { 'pact:matcher:type': 'regex', regex: pattern };
}
