import { type BodyRuleId, limits, positionOf, type RuleContext } from '../rules/index.ts';
import type { CreateExternalConnection } from './create-request.ts';
import { ruleIdIn } from './enforces.ts';
import { toPointer, valueAt } from './json-pointer.ts';
import { contextOf, type SchemaOptions, schemasFor } from './schemas-for.ts';
import { type Violation, violationOf } from './violation.ts';

/**
 * Every rule that a create request breaks, the one that Graph would answer first in front; empty when it is valid.
 * What is judged is what JSON.stringify makes of the value, for that is what travels. Never throws, whatever the
 * value is: cyclic, a BigInt, 10,000 levels deep.
 *
 * @param options profile (default `documented`), version (default `beta`) and switches.
 * @throws TypeError when an option is none that exists; never for the body.
 * @example
 * ```ts
 * import { checkCreateRequest } from 'external-connection-testkit';
 *
 * const [violation] = checkCreateRequest({ id: 'contoso-hr', name: 'Contoso HR' }, { profile: 'live' });
 * violation?.rule; // 'id.alphanumeric'
 * violation?.hint; // 'Use letters and digits only: no hyphen, underscore, blank or accent.'
 * ```
 */
export function checkCreateRequest(body: unknown, options: SchemaOptions = {}): readonly Violation[] {
  const context = contextOf(options);
  try {
    const text = JSON.stringify(body);
    return judgeCreateRequest(text === undefined ? undefined : JSON.parse(text), context).violations;
  } catch (error) {
    const violation = violationOf(error instanceof RangeError ? 'body.depth' : 'body.json', '', undefined);
    return [{ ...violation, message: `The body cannot be written as JSON: ${reasonOf(error)}.` }];
  }
}

/** A verdict on a parsed body: what it breaks, or else what it says, with enum members in their own casing. */
type Verdict =
  | { readonly violations: readonly []; readonly request: CreateExternalConnection }
  | { readonly violations: readonly [Violation, ...Violation[]]; readonly request?: never };

/** Judges a body that JSON.parse has read. */
export function judgeCreateRequest(body: unknown, context: RuleContext): Verdict {
  if (nestsTooDeep(body)) return { violations: [violationOf('body.depth', '', undefined)] };
  const result = schemasFor(context).createRequest.safeParse(body);
  if (result.success) return { violations: [], request: result.data };
  const found = result.error.issues.flatMap((issue) => {
    // Every check of the schemas goes through enforces(), which puts the id of its rule there.
    const rule = ruleIdIn(issue.message) as BodyRuleId;
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return paths.map((path) => violationOf(rule, toPointer(path), valueAt(body, path)));
  });
  const [first, ...others] = found.toSorted((a, b) => positionOf(a.rule) - positionOf(b.rule));
  // Zod refuses nothing without an issue, and each issue gives a violation.
  return { violations: [first as Violation, ...others] };
}

/** The first line of the message; a hostile getter may throw anything, even what cannot be printed. */
function reasonOf(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error)
      .split('\n', 1)
      .join();
  } catch {
    return 'reading it fails';
  }
}

/** Whether a JSON value breaks the rule body.depth. */
export function nestsTooDeep(value: unknown, levels: number = limits.bodyDepth.maximum): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => nestsTooDeep(member, levels - 1));
}
