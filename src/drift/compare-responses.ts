import { type ErrorName, type ErrorResponse, errorResponses, ruleOf } from '../rules/index.ts';
import { showValue } from '../schemas/index.ts';
import type { Case, Result } from './case.ts';
import { compareConnections } from './compare-connections.ts';
import { compareHeaders } from './compare-headers.ts';
import type { Sighting } from './difference.ts';
import { errorIn, inShort, isAccepted, type Observation } from './observation.ts';

/** The differences between the tenant's response and the kit's, apart from those that vary from run to run. */
export function compareResponses(result: Result): readonly Sighting[] {
  const { kit, seen } = result;
  if (isAccepted(kit) !== isAccepted(seen) || (isAccepted(kit) && kit.status !== seen.status)) return [outcome(result)];
  const headers = compareHeaders(result);
  if (isAccepted(kit)) return [...headers, ...compareConnections(result)];
  const refusal = refusalOf(result);
  return [...headers, ...(refusal ? [refusal] : [])];
}

/** One of the two refuses what the other accepts, or they accept it with another status. */
function outcome({ of, kit, seen }: Result): Sighting {
  const rule = kit.rule ?? of.rule;
  const evidence = kit.rule !== undefined && kit.rule !== of.rule ? ruleOf(kit.rule).evidence : of.evidence;
  return {
    change: 'changed',
    key: `outcome ${of.subject} ${evidence} ${inShort(seen)}`,
    subject: of.subject,
    kit: inFull(kit),
    seen: inFull(seen),
    evidence,
    // A request that the kit refuses and the tenant accepts breaks no client that follows the kit.
    severity: isAccepted(kit) ? 'breaking' : 'notable',
    rule,
    question: of.question,
    example: of.title,
  };
}

function inFull(response: Observation): string {
  const { message } = errorIn(response);
  return `${inShort(response)}${typeof message === 'string' && message !== '' ? `: ${message}` : ''}`;
}

/** Both refuse with another status, code, inner code or message: the worst of these. */
function refusalOf({ of, kit, seen }: Result): Sighting | undefined {
  const rule = kit.rule ?? of.rule;
  const [name, row] = rowOf(kit, rule);
  const mine = errorIn(kit);
  const theirs = errorIn(seen);
  const base = {
    change: 'changed',
    rule,
    question: of.question,
    example: of.title,
    evidence: row.evidence,
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
    return { ...base, ...about('inner code', formatValue(mine.inner), formatValue(theirs.inner)), severity: 'notable' };
  }
  if (mine.message === theirs.message) return undefined;
  return { ...base, ...about('message', formatValue(mine.message), formatValue(theirs.message)), severity: 'minor' };
}

function formatValue(value: unknown): string {
  return value === undefined ? 'none' : showValue(value);
}

/** The row of the table that the kit responded with. */
function rowOf(kit: Observation, rule: Case['rule']): readonly [string, ErrorResponse] {
  if (rule !== undefined) {
    const name: ErrorName = ruleOf(rule).error;
    return [name, errorResponses[name]];
  }
  const { code } = errorIn(kit);
  const rows: readonly (readonly [string, ErrorResponse])[] = Object.entries(errorResponses);
  const found = rows.find(([, row]) => row.status === kit.status && row.code === code);
  return found ?? [inShort(kit), { ...errorResponses.requestUnreadable, evidence: 'inferred' }];
}
