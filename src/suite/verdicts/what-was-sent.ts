import { ruleOf } from '../../rules/index.ts';
import { showFound, showValue, type Violation } from '../../schemas/index.ts';
import type { Performance } from '../performance.ts';
import type { Sent } from '../world/index.ts';
import { callOf, isCreate } from './creates.ts';
import { differencesOf } from './difference.ts';
import { type Finding, findingOf } from './finding.ts';

const byteOrderMark = '\ufeff';

/** Whether each request is one that belongs to creating the connection, and holds what was asked for. */
export function judgeWhatWasSent(performance: Performance): Finding[] {
  return performance.sent.flatMap((one) => {
    if (one.isLate) return [findingOf('sent.late', 'every request before the promise is settled', lineOf(one))];
    if (one.place.kind === 'elsewhere') return [findingOf('sent.elsewhere', performance.graphUrl, lineOf(one))];
    const findings = isCreate(one) ? judgeCreate(one, performance) : judgeOther(one, performance);
    return [...judgeToken(one, performance), ...judgeVersion(one, performance), ...findings];
  });
}

function lineOf({ method, url }: Sent): string {
  return `${method} ${url}`;
}

function judgeToken({ headers, method, url }: Sent, { secret }: Performance): Finding[] {
  const found = headers.get('authorization') ?? '';
  if (found.replace(/^bearer +/i, '') === secret.token && /^bearer /i.test(found)) return [];
  const seen = found === '' ? 'no header Authorization' : 'a header Authorization that holds something else';
  return [findingOf('sent.token', 'Authorization: Bearer <accessToken>', `${seen}, on ${method} ${url}`)];
}

function judgeVersion(one: Sent, { options }: Performance): Finding[] {
  const { place } = one;
  if (!options.version || !('version' in place) || place.version === options.version) return [];
  return [findingOf('sent.version', options.version, lineOf(one))];
}

function judgeCreate(one: Sent, performance: Performance): Finding[] {
  const { asked } = callOf(one, performance);
  const body = parsed(one.text);
  const differences = body === undefined ? [] : differencesOf(asPlainJson(asked), body);
  return [
    ...judgeCharset(one),
    ...(one.text.startsWith(byteOrderMark)
      ? [findingOf('sent.charset', 'JSON from the first byte', 'a byte order mark')]
      : []),
    ...brokenTransportRulesOf(one).map(ruleFinding),
    ...(differences.length > 0 ? [findingOf('sent.body', showValue(asked), differences.join('\n'))] : []),
  ];
}

/** What is wrong with the headers, or keeps the body from being read. The token is judged on its own. */
function brokenTransportRulesOf({ exchange }: Sent): readonly Violation[] {
  const violations = exchange?.violations ?? [];
  return violations.filter(({ rule }) => ruleOf(rule).judge === 'transport' && !rule.startsWith('token.'));
}

/** Each thing once: the rule is what was expected, and its own fix and source take the place of those of the kind. */
function ruleFinding(violation: Violation): Finding {
  const { rule, hint, source } = violation;
  return { ...findingOf('sent.rule', ruleOf(rule).says, showFound(violation)), rule, fix: hint, source };
}

function judgeCharset({ headers }: Sent): Finding[] {
  const contentType = headers.get('content-type') ?? '';
  const charset = /;\s*charset="?([^";\s]+)/i.exec(contentType)?.[1];
  if (charset === undefined || /^utf-?8$/i.test(charset)) return [];
  return [findingOf('sent.charset', 'application/json', contentType)];
}

/** Looking is allowed, and changing the very connection that was asked for. */
function judgeOther(one: Sent, { calls, options }: Performance): Finding[] {
  const { method, place, text } = one;
  const isRead = method === 'GET' || method === 'HEAD';
  if (place.kind === 'connections' && isRead) return [];
  if (place.kind !== 'connection') return [unasked(one)];
  const call = calls.find(({ asked }) => asked.id.toLowerCase() === place.id.toLowerCase());
  if (!call) return [findingOf('sent.otherId', calls.map(({ asked }) => asked.id).join(' or '), lineOf(one))];
  if (isRead) return [];
  if (method === 'DELETE')
    return options.duplicate === 'replaces' ? [] : [findingOf('sent.deleted', 'no DELETE', lineOf(one))];
  const changes = differencesOf({ ...asPlainJson(call.asked), ...Object(parsed(text)) }, asPlainJson(call.asked));
  return method === 'PATCH' && changes.length === 0 ? [] : [unasked(one)];
}

function unasked(one: Sent): Finding {
  return findingOf('sent.unasked', 'POST {graphUrl}/v1.0/external/connections', lineOf(one));
}

/** What JSON.stringify leaves of it. */
function asPlainJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(byteOrderMark, ''));
  } catch {
    return undefined;
  }
}
