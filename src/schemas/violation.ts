import { type RuleId, ruleOf } from '../rules/index.ts';

/** One value that breaks a rule. Plain data: it can be logged, compared and serialised. */
export interface Violation {
  /** The id of the rule, such as `id.length`. */
  readonly rule: RuleId;
  /** JSON pointer into the body, such as `/id`; empty for the body as a whole, `text` for it as it was sent; `header <name>`. */
  readonly path: string;
  /** What was found there, as JSON carries it; undefined when it is absent. */
  readonly value: unknown;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** How to mend it. */
  readonly hint: string;
  /** Where the rule comes from. */
  readonly source: string;
}

const longestValue = 60;

/** The violation of a rule by a value at a place. */
export function violationOf(id: RuleId, path: string, value: unknown): Violation {
  const { message, fix, source } = ruleOf(id);
  return { rule: id, path, value, message: `${showFound({ path, value })}. ${message}`, hint: fix, source };
}

/** What was found, and where, without the rule: `/id is "my-parts"`. */
export function showFound({ path, value }: Pick<Violation, 'path' | 'value'>): string {
  const place = path === '' || path === 'text' ? 'The body' : path;
  return `${place} ${value === undefined ? 'is absent' : `is ${showValue(value)}`}`;
}

/**
 * A violation as three lines for a person: what was wrong and which rule, how to mend it, the source.
 *
 * @example
 * ```ts
 * import { checkCreateRequest, explainViolation } from 'external-connection-testkit';
 *
 * for (const violation of checkCreateRequest({ id: 'contoso-hr' })) console.log(explainViolation(violation));
 * ```
 */
export function explainViolation({ rule, message, hint, source }: Violation): string {
  return `${message} (rule ${rule})\n  ${hint}\n  Source: ${source}`;
}

/** A value as JSON on one line, cut where it gets long. */
export function showValue(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  if (json.length <= longestValue) return json;
  return `${json.slice(0, longestValue)}… (${json.length} characters)`;
}
