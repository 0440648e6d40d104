import {
  didYouMean,
  membersOf,
  type OperationName,
  operationOf,
  printable,
  type RuleId,
  ruleOf,
  showValue,
} from '../rules/index.ts';
import { fromPointer } from './json-pointer.ts';

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
  /** How to fix it. */
  readonly fix: string;
  /** Where the rule comes from. */
  readonly source: string;
}

/** The longest place that a message shows whole, in characters. */
const longestPlace = 200;

/** The violation of a rule by a value at a place. */
export function violationOf(id: RuleId, path: string, value: unknown): Violation {
  const { fix, source } = ruleOf(id);
  return { rule: id, path, value, message: messageOf(id, path, value), fix, source };
}

function messageOf(id: RuleId, path: string, value: unknown): string {
  const { message, checkedBy, operations } = ruleOf(id);
  if (checkedBy === 'body' && id.endsWith('.known')) return unknownProperty(fromPointer(path), operations);
  return `${message.replace(/\.$/, '')}, got ${value === undefined ? 'nothing' : showValue(value)}.`;
}

function unknownProperty(keys: readonly string[], [operation]: readonly OperationName[]): string {
  const name = keys.at(-1) ?? '';
  const known = operation ? propertiesAt(operationOf(operation).requestBody ?? '', keys.slice(0, -1)) : [];
  return `Unknown property ${showValue(name)}.${didYouMean(name, known)}`;
}

function propertiesAt(type: string, [key, ...rest]: readonly string[]): readonly string[] {
  const properties = membersOf(type);
  if (key === undefined) return [...properties.keys()];
  if (/^\d+$/.test(key)) return propertiesAt(type, rest);
  const property = properties.get(key);
  return property ? propertiesAt(property.type, rest) : [];
}

/** What was found, and where, without the rule: `/id is "my-parts"`. */
export function showFound({ path, value }: Pick<Violation, 'path' | 'value'>): string {
  const place = path === '' || path === 'text' ? 'The body' : printable(path, longestPlace);
  return `${place} ${value === undefined ? 'is absent' : `is ${showValue(value)}`}`;
}

/**
 * A violation as three lines for a person: what is wrong, where and by which rule; the fix; the source.
 *
 * @param violation one that a check returned.
 * @example
 * ```ts
 * import { checkCreateRequest, explainViolation } from 'external-connection-testkit';
 *
 * for (const violation of checkCreateRequest({ id: 'contoso-hr' })) console.log(explainViolation(violation));
 * ```
 */
export function explainViolation({ rule, path, message, fix, source }: Violation): string {
  const place = path === '' || path === 'text' ? 'the body' : printable(path, longestPlace);
  return `${message.replace(/\.$/, '')} (at ${place}, rule ${rule}).\n  Fix: ${fix}\n  Source: ${source}`;
}
