import { type ErrorName, errorResponses, ruleOf, type ErrorResponse as TabledAnswer } from '../../rules/index.ts';
import { showValue } from '../../schemas/index.ts';
import { type Answer, errorIn, inShort, isAccepted } from './answer.ts';
import type { Case, Result } from './case.ts';
import { compareConnections } from './compare-connections.ts';
import { compareHeaders } from './compare-headers.ts';
import type { Sighting } from './sighting.ts';

/** Everything in which the tenant's answer is not the kit's. What differs from run to run is left alone. */
export function compareAnswers(result: Result): readonly Sighting[] {
  const { kit, seen } = result;
  if (isAccepted(kit) !== isAccepted(seen) || (isAccepted(kit) && kit.status !== seen.status)) return [outcome(result)];
  const headers = compareHeaders(result);
  if (isAccepted(kit)) return [...headers, ...compareConnections(result)];
  const refusal = refusalOf(result);
  return [...headers, ...(refusal ? [refusal] : [])];
}

/** One of the two refuses what the other accepts, or they accept it in another way. */
function outcome({ of, kit, seen }: Result): Sighting {
  const rule = kit.rule ?? of.rule;
  const evidence = kit.rule !== undefined && kit.rule !== of.rule ? ruleOf(kit.rule).evidence : of.evidence;
  return {
    change: 'changed',
    key: `outcome ${of.subject} ${evidence} ${inShort(seen)}`,
    subject: of.subject,
    kit: said(kit),
    seen: said(seen),
    evidence,
    // What the kit refuses and the tenant takes harms nobody who follows the kit.
    severity: isAccepted(kit) ? 'breaking' : 'notable',
    rule,
    question: of.question,
    example: of.title,
  };
}

function said(answer: Answer): string {
  const { message } = errorIn(answer);
  return `${inShort(answer)}${typeof message === 'string' && message !== '' ? `: ${message}` : ''}`;
}

/** Both refuse: status, code, inner code or message are others. The worst of these is told. */
function refusalOf({ of, kit, seen }: Result): Sighting | undefined {
  const rule = kit.rule ?? of.rule;
  const [name, answer] = answerOf(kit, rule);
  const mine = errorIn(kit);
  const theirs = errorIn(seen);
  const base = {
    change: 'changed',
    rule,
    question: of.question,
    example: of.title,
    evidence: answer.evidence,
  } as const;
  const about = (what: string, one: string, other: string) => ({
    key: `${what} ${name} ${other}`,
    subject: `${what} of ${name}`,
    kit: one,
    seen: other,
  });
  if (kit.status !== seen.status)
    return { ...base, ...about('status', inShort(kit), inShort(seen)), severity: 'breaking' };
  if (mine.code !== theirs.code) {
    return { ...base, ...about('code', String(mine.code), String(theirs.code)), severity: 'breaking' };
  }
  if (mine.inner !== theirs.inner) {
    return { ...base, ...about('inner code', shown(mine.inner), shown(theirs.inner)), severity: 'notable' };
  }
  if (mine.message === theirs.message) return undefined;
  return { ...base, ...about('message', shown(mine.message), shown(theirs.message)), severity: 'minor' };
}

function shown(value: unknown): string {
  return value === undefined ? 'none' : showValue(value);
}

/** The row of the table that the kit answered with. */
function answerOf(kit: Answer, rule: Case['rule']): readonly [string, TabledAnswer] {
  if (rule !== undefined) {
    const name: ErrorName = ruleOf(rule).error;
    return [name, errorResponses[name]];
  }
  const { code } = errorIn(kit);
  const rows: readonly (readonly [string, TabledAnswer])[] = Object.entries(errorResponses);
  const found = rows.find(([, row]) => row.status === kit.status && row.code === code);
  return found ?? [inShort(kit), { ...errorResponses.requestUnreadable, evidence: 'inferred' }];
}
