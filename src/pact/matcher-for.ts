import { eachLike, exactly, like, matching, wholeNumberMatching } from './matcher.ts';
import { wholeNumberPattern } from './whole-number-pattern.ts';

/** What is read of a JSON Schema, as `z.toJSONSchema` writes it. */
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
 * The example with a matcher at each value that a schema rules over, so that a change of a rule changes the matcher:
 * a pattern, an enum and a length become one regular expression, a whole number keeps its range, an array its
 * limits. A value that breaks its rule is matched exactly: it stands in a request that is meant to be refused.
 *
 * Members are those of the example, no more and no fewer: what is optional has an interaction of its own. So is
 * null, which is another way to say nothing. An enum is matched in the letter case of the metadata, although the
 * service reads any; a member that no schema knows, such as those of an Adaptive Card, exactly. A matcher looks at
 * one value alone, so it cannot say what JSON Schema cannot say either (`complianceLayout.binding`, the flags of a
 * schema's property that must agree), nor that a text is a regular expression (`urlMatchInfo.urlPattern`). Pact
 * counts the length of a text in characters, the rules in UTF-16 code units: they differ for emoji alone.
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
    Object.entries(example).map(([name, member]) => [name, matcherFor(properties[name], member)]),
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

/** One pattern for all that a schema says of a text. */
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

/** In a lookahead, the regular expressions of Pact's core let "$" stand before a line break too. */
const endOfText = /(?<!\\)\$/g;
const strictEnd = '(?![\\s\\S])';

function matcherForNumber({ minimum, maximum }: JsonSchema, example: number): unknown {
  if (minimum === undefined || maximum === undefined) return like(example);
  const pattern = wholeNumberPattern(minimum, maximum);
  return new RegExp(pattern).test(String(example)) ? wholeNumberMatching(pattern, example) : exactly(example);
}
