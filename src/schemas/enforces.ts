import { type BodyRuleId, ruleOf } from '../rules/index.ts';

/** Which rule a value breaks, by the way in which zod finds it wrong. */
interface BrokenRules {
  /** The value is of another JSON type. */
  readonly type: BodyRuleId;
  readonly absent?: BodyRuleId;
  readonly null?: BodyRuleId;
  /** The type is right, but the value is none of the literals. */
  readonly member?: BodyRuleId;
  /** The object has properties that the schema does not name. */
  readonly unknown?: BodyRuleId;
}

interface RawIssue {
  readonly code?: string | undefined;
  readonly input?: unknown;
}

/**
 * Zod parameters that make a schema or a check speak for a rule: the issue's message is the rule's sentence with
 * the rule's id at its end, "… [id.length]". The id travels in the message because that is the one part of an
 * issue which every zod 4 keeps.
 */
export function enforces(broken: BodyRuleId | BrokenRules): { error: (issue: RawIssue) => string } {
  if (typeof broken === 'string') {
    const message = messageOf(broken);
    return { error: () => message };
  }
  return { error: (issue) => messageOf(brokenRule(broken, issue)) };
}

/** The id of the rule that an issue's message names; undefined for an issue of a user's own schema. */
export function ruleIdIn(message: string): string | undefined {
  return /\[([^[\]]+)\]$/.exec(message)?.[1];
}

function messageOf(id: BodyRuleId): string {
  return `${ruleOf(id).message} [${id}]`;
}

function brokenRule(broken: BrokenRules, { code, input }: RawIssue): BodyRuleId {
  if (code === 'unrecognized_keys') return broken.unknown ?? broken.type;
  if (input === undefined) return broken.absent ?? broken.type;
  if (input === null) return broken.null ?? broken.type;
  if (code === 'invalid_value' && typeof input === 'string') return broken.member ?? broken.type;
  return broken.type;
}
