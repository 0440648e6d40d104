import type { RuleContext } from '../rules/index.ts';
import type { CreateExternalConnection } from './create-request.ts';
import { type BodyJudge, checkBody, judgeBody, type Verdict } from './judge-body.ts';
import { contextOf, type SchemaOptions } from './rule-context.ts';
import { schemasIn } from './schemas-for.ts';
import type { Violation } from './violation.ts';

/**
 * Every rule that a create request breaks, the one that Graph would report first in front; empty when it is valid.
 * What is judged is what JSON.stringify makes of the value, for that is what travels. Never throws, whatever the
 * value is: cyclic, a BigInt, 10,000 levels deep.
 *
 * @param options profile (default `live`), version (default `v1.0`) and switches.
 * @throws TypeError naming the option when one cannot be used; never for the body.
 * @example
 * ```ts
 * import { checkCreateRequest } from 'external-connection-testkit';
 *
 * const [violation] = checkCreateRequest({ id: 'contoso-hr', name: 'Contoso HR' }, { profile: 'live' });
 * violation?.rule; // 'id.alphanumeric'
 * violation?.fix; // 'Use letters and digits only: no hyphen, underscore, space or accent.'
 * ```
 */
export function checkCreateRequest(body: unknown, options: SchemaOptions = {}): readonly Violation[] {
  return checkBody(body, createJudge(contextOf(options, 'checkCreateRequest')));
}

/** Judges the body of a create request that JSON.parse has read. */
export function judgeCreateRequest(body: unknown, context: RuleContext): Verdict<CreateExternalConnection> {
  return judgeBody(body, createJudge(context));
}

/**
 * What a create request that is accepted would better leave out: what the live service refuses, what is beta's alone,
 * and, in profile documented, what the live service ignores. Most requests pass all at once.
 */
export function adviseCreateRequest(body: unknown, context: RuleContext): readonly Violation[] {
  const strictest = { ...context, profile: 'live', betaSettingsOnV1: false } as const;
  const isDocumented = context.profile === 'documented';
  const violationsIn = (other: RuleContext) => judgeCreateRequest(body, other).violations;
  if (violationsIn({ ...strictest, rejectReadOnly: isDocumented }).length === 0) return [];
  return [...violationsIn(strictest), ...(isDocumented ? violationsIn({ ...context, rejectReadOnly: true }) : [])];
}

/** The same of an update, of which no property is required. */
export function adviseUpdateRequest(body: unknown, context: RuleContext): readonly Violation[] {
  return judgeCreateRequest(body, { ...context, betaSettingsOnV1: false }).violations;
}

function createJudge(context: RuleContext): BodyJudge<CreateExternalConnection> {
  return { schema: schemasIn(context).createRequest, depth: 'body.depth' };
}
