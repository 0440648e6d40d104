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

/** Anything of the JSON type of the example. */
export function like(example: string | number | boolean): Matcher {
  return { 'pact:matcher:type': 'type', value: example };
}

/** This value and no other, also within an array that is matched by its type. */
export function exactly(value: unknown): Matcher {
  return { 'pact:matcher:type': 'equality', value };
}

/** An array each of whose elements matches the one given, or is like it; by default of at least one. */
export function eachLike(
  element: unknown,
  limits: { readonly min: number; readonly max?: number } = { min: 1 },
): Matcher {
  return { 'pact:matcher:type': 'type', ...limits, value: [element] };
}

/** The example of a matcher, or of a value with matchers in it, as it travels. */
export function exampleOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(exampleOf);
  if ('pact:matcher:type' in value && 'value' in value) return exampleOf(value.value);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, exampleOf(member)]));
}

function regex(pattern: string) {
  return { 'pact:matcher:type': 'regex', regex: pattern };
}

/** The part of a JSON Schema that matchers need, as `z.toJSONSchema` writes it. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/**
 * The example with a matcher at each value that a schema constrains, so that a change of a rule changes the matcher: a
 * pattern, an enum and a length become one regular expression, a whole number keeps its range, an array its limits. A
 * value that breaks its rule is matched exactly: it belongs to a request that is meant to be refused.
 *
 * Properties are those of the example, no more and no fewer: an optional one has an interaction of its own. So has
 * null, which is equivalent to leaving a property out. An enum is matched in the case of the metadata, although the
 * service accepts any; a property that no schema knows, such as those of an Adaptive Card, exactly. A matcher looks at
 * one value alone, so it cannot check what JSON Schema cannot check either (`complianceLayout.binding`, the flags of a
 * schema's property that must agree), nor that a string is a regular expression (`urlMatchInfo.urlPattern`). Pact
 * counts the length of a string in characters, the rules in UTF-16 code units: they differ for emoji alone.
 */
export function matcherFor(schema: JsonSchema | undefined, example: unknown): unknown {
  const form = schema && formOf(schema, example);
  if (!form || 'const' in form) return exactly(example);
  if (example === null) return null;
  if (Array.isArray(example)) return matcherForArray(form, example);
  if (typeof example === 'object') return matcherForObject(form, example);
  if (typeof example === 'string') return matcherForText(form, example);
  if (typeof example === 'number') return matcherForNumber(form, example);
  return like(example as boolean);
}

/** The one of a schema's alternatives that the example has the JSON type of. */
function formOf(schema: JsonSchema, example: unknown): JsonSchema | undefined {
  if (schema.anyOf) return schema.anyOf.map((form) => formOf(form, example)).find((form) => form !== undefined);
  const types = [schema.type ?? []].flat();
  const type = example === null ? 'null' : Array.isArray(example) ? 'array' : typeof example;
  return types.includes(type) || (type === 'number' && types.includes('integer')) ? schema : undefined;
}

function matcherForObject({ properties = {} }: JsonSchema, example: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(example).map(([name, value]) => [name, matcherFor(properties[name], value)]),
  );
}

/** One element is example enough; an empty array stays one. */
function matcherForArray({ items, minItems = 0, maxItems }: JsonSchema, [element]: readonly unknown[]): unknown {
  if (element === undefined) return [];
  return eachLike(matcherFor(items, element), { min: minItems, ...(maxItems !== undefined && { max: maxItems }) });
}

function matcherForText(form: JsonSchema, example: string): unknown {
  const pattern = patternOf(form);
  if (pattern === undefined) return like(example);
  return new RegExp(pattern).test(example) ? matching(pattern, example) : exactly(example);
}

/** One pattern for all constraints of a string. */
function patternOf(form: JsonSchema): string | undefined {
  const { minLength = 0, maxLength, allOf = [] } = form;
  const hasLength = minLength > 0 || maxLength !== undefined;
  const patterns = [
    ...[form, ...allOf].flatMap(({ pattern }) => pattern ?? []),
    ...(form.enum ? [`^(?:${form.enum.join('|')})$`] : []),
    ...(hasLength ? [`^[\\s\\S]{${minLength},${maxLength ?? ''}}$`] : []),
  ];
  const last = patterns.pop();
  const others = patterns.map((pattern) => `(?=${pattern.replaceAll(endOfText, strictEnd)})`);
  return last && others.join('') + last;
}

/** In a lookahead, the regular expressions of Pact's core match "$" before a line break too. */
const endOfText = /(?<!\\)\$/g;
const strictEnd = '(?![\\s\\S])';

function matcherForNumber({ minimum, maximum }: JsonSchema, example: number): unknown {
  if (minimum === undefined || maximum === undefined) return like(example);
  const pattern = wholeNumberPattern(minimum, maximum);
  if (!new RegExp(pattern).test(String(example))) return exactly(example);
  return { 'pact:matcher:type': [{ 'pact:matcher:type': 'integer' }, regex(pattern)], value: example };
}

/**
 * The source of a pattern that matches the digits of each whole number from minimum to maximum, and of no other: Pact
 * has no matcher for the range of a number. `to-regex-range` would do it too, at the price of two runtime dependencies
 * and of other bytes in every recorded pact.
 */
export function wholeNumberPattern(minimum: number, maximum: number): string {
  const negative = minimum < 0 ? [`-${between(Math.max(1, -maximum), -minimum)}`] : [];
  const positive = maximum >= 0 ? [between(Math.max(0, minimum), maximum)] : [];
  return `^(?:${[...negative, ...positive].join('|')})$`;
}

function between(lowest: number, highest: number): string {
  const tooLow = lowest > 0 ? `(?!${upTo(lowest - 1)}$)` : '';
  return tooLow + upTo(highest);
}

/** Matches the digits of each number from 0 to the maximum: all shorter ones, and those of its length digit by digit. */
function upTo(maximum: number): string {
  const digits = [...String(maximum)];
  const shorter = digits.slice(1).map((_, more) => (more === 0 ? '\\d' : `[1-9]\\d{${more}}`));
  const asLong = digits.flatMap((digit, at) => {
    const first = at === 0 && digits.length > 1 ? 1 : 0;
    const rest = digits.length - at - 1;
    if (Number(digit) <= first) return [];
    return `${digits.slice(0, at).join('')}[${first}-${Number(digit) - 1}]${rest > 0 ? `\\d{${rest}}` : ''}`;
  });
  return `(?:${[...shorter, ...asLong, String(maximum)].join('|')})`;
}
