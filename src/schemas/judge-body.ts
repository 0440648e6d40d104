import type * as z from 'zod';
import { type BodyRuleId, limits, positionOf, type RuleId, ruleOf } from '../rules/index.ts';
import type { Definition } from './enforces.ts';
import { toPointer, valueAt } from './json-pointer.ts';
import { readJson } from './reader.ts';
import { type Violation, violationOf } from './violation.ts';

/** The result of a check of a parsed body: the broken rules, or else its value, with enum members in their own casing. */
export type BodyResult<Request> =
  | { readonly violations: readonly []; readonly request: Request }
  | { readonly violations: readonly [Violation, ...Violation[]]; readonly request?: never };

/** How the bodies of an operation are judged. */
export interface BodyJudge<Request> {
  readonly schema: Definition<z.ZodType<Request>>;
  /** The rule that a body breaks which nests too deep. Default `item.depth`. */
  readonly depth?: BodyRuleId;
}

/** How many violations of one body are reported: a body of 1 MB may have a hundred thousand. */
const mostReported = 100;

/** Judges a body that JSON.parse has read. */
export function judgeBody<Request>(
  body: unknown,
  { schema, depth = 'item.depth' }: BodyJudge<Request>,
): BodyResult<Request> {
  if (nestsTooDeep(body)) {
    return { violations: [ofTheWhole(depth, `The body nests too deep. ${ruleOf(depth).message}`)] };
  }
  const { problems, value } = readJson(schema, body);
  const [first, ...others] = problems
    .flatMap(({ rule, path }) => (rule ? [{ rule, path }] : []))
    .toSorted((a, b) => positionOf(a.rule) - positionOf(b.rule))
    .slice(0, mostReported)
    .map(({ rule, path }) => violationOf(rule, toPointer(path), valueAt(body, path)));
  // A schema gives a value where it finds no problem.
  return first ? { violations: [first, ...others] } : { violations: [], request: value as Request };
}

/**
 * What any value breaks, judged as what JSON.stringify makes of it. Never throws, whatever the value is.
 *
 * @param advise reports what is not right in a body that breaks nothing.
 */
export function checkBody(
  body: unknown,
  judge: BodyJudge<unknown>,
  advise?: (json: unknown) => readonly Violation[],
): readonly Violation[] {
  try {
    const json = writtenJsonOf(body);
    const { violations } = judgeBody(json, judge);
    return violations.length > 0 || !advise ? violations : advise(json);
  } catch (error) {
    const rule = error instanceof RangeError ? (judge.depth ?? 'item.depth') : 'body.json';
    return [ofTheWhole(rule, `The body cannot be written as JSON: ${failureReasonOf(error)}.`)];
  }
}

function writtenJsonOf(value: unknown): unknown {
  if (isPlainJson(value)) return value;
  const text = JSON.stringify(value);
  return text === undefined ? undefined : JSON.parse(text);
}

/** Whether JSON.stringify writes a value as it is; not of one that is large or deep. */
export function isPlainJson(root: unknown): boolean {
  // How many values are looked at: of what refers to one value again and again, JSON.stringify makes an error.
  let values = 10_000;
  const isPlain = (value: unknown, levels: number): boolean => {
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
    if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
    if (typeof value !== 'object' || levels === 0 || values < 0 || !isPlainContainer(value)) return false;
    const inner = Array.isArray(value) ? value : Object.values(value);
    values -= inner.length;
    // Not every(), which passes over the holes of an array.
    for (const one of inner) if (!isPlain(one, levels - 1)) return false;
    return true;
  };
  return isPlain(root, 80);
}

/** Whether an object or an array is no more than its properties or elements. */
function isPlainContainer(value: object): boolean {
  return Object.getPrototypeOf(value) === (Array.isArray(value) ? Array : Object).prototype && !('toJSON' in value);
}

/** A violation by a body that is not shown: it is too deep, or there is none. */
function ofTheWhole(rule: RuleId, message: string): Violation {
  return { ...violationOf(rule, '', undefined), message };
}

/** The first line of the message; a hostile getter may throw anything, even what cannot be printed. */
function failureReasonOf(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error)
      .split('\n', 1)
      .join();
  } catch {
    return 'reading it fails';
  }
}

/** Whether a JSON value nests deeper than a body may. */
export function nestsTooDeep(value: unknown, levels: number = limits.bodyDepth.maximum): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const inner of Array.isArray(value) ? value : Object.values(value)) {
    if (nestsTooDeep(inner, levels - 1)) return true;
  }
  return false;
}
