import { isDeepStrictEqual } from 'node:util';
import { asRecord, ruleOf } from '../../rules/index.ts';
import { showFound, showValue, type Violation } from '../../schemas/index.ts';
import { type Found, findingOf } from '../findings.ts';
import type { Call, Run } from '../record-run.ts';
import type { SentRequest } from '../transport.ts';
import { differencesOf } from './body.ts';

/** Whether a request asks for a connection to be created. */
export function isCreate({ method, target }: SentRequest): boolean {
  return method === 'POST' && target.kind === 'connections';
}

/** The call that a create request belongs to: by the id in its body, else the first. */
function callOf({ text }: SentRequest, { calls }: Run): Call {
  const [first] = calls;
  const found = calls.find(({ wanted }) => text.includes(JSON.stringify(wanted.id)));
  const call = found ?? first;
  if (!call) throw new TypeError('A situation needs a connection to create.');
  return call;
}

/** The create requests of a call, oldest first. */
export function createsOf(call: Call, run: Run): SentRequest[] {
  return run.requests.filter((one) => isCreate(one) && callOf(one, run) === call);
}

/** Whether each request belongs to creating the connection, and carries what was given. */
export function checkRequests(run: Run): Found[] {
  return [
    ...run.requests.flatMap((one) => checkRequest(one, run)),
    ...run.calls
      .filter(({ wanted, given }) => !isDeepStrictEqual(wanted, given))
      .map(({ wanted, given }) => findingOf('given.changed', showValue(wanted), showValue(given))),
  ];
}

function checkRequest(one: SentRequest, run: Run): Found[] {
  if (one.isLate) return [findingOf('sent.late', 'every request before the promise is settled', lineOf(one))];
  if (one.target.kind === 'elsewhere') return [findingOf('sent.elsewhere', run.graphUrl, lineOf(one))];
  const found = isCreate(one) ? checkCreate(one, run) : checkOther(one, run);
  return [...checkToken(one, run), ...checkVersion(one, run), ...found];
}

function lineOf({ method, url }: SentRequest): string {
  return `${method} ${url}`;
}

function checkToken({ headers, method, url }: SentRequest, { accessToken }: Run): Found[] {
  const found = headers.get('authorization') ?? '';
  if (found.replace(/^bearer +/i, '') === accessToken.token && /^bearer /i.test(found)) return [];
  const received = found === '' ? 'no header Authorization' : 'a header Authorization with another value';
  return [findingOf('sent.token', 'Authorization: Bearer <accessToken>', `${received}, on ${method} ${url}`)];
}

function checkVersion(one: SentRequest, { options }: Run): Found[] {
  const { target } = one;
  if (!options.version || !('version' in target) || target.version === options.version) return [];
  return [findingOf('sent.version', options.version, lineOf(one))];
}

const byteOrderMark = '\ufeff';

function checkCreate(one: SentRequest, run: Run): Found[] {
  const { wanted } = callOf(one, run);
  const body = parsed(one.text);
  const differences = body === undefined ? [] : differencesOf(asPlainJson(wanted), body);
  return [
    ...checkCharset(one),
    ...(one.text.startsWith(byteOrderMark)
      ? [findingOf('sent.charset', 'JSON from the first byte', 'a byte order mark')]
      : []),
    ...brokenTransportRulesOf(one).map(ruleFinding),
    ...(differences.length > 0 ? [findingOf('sent.body', showValue(wanted), differences.join('\n'))] : []),
  ];
}

/** What is wrong with the headers, or keeps the body from being read. The token has a check of its own. */
function brokenTransportRulesOf({ exchange }: SentRequest): readonly Violation[] {
  const violations = exchange?.violations ?? [];
  return violations.filter(({ rule }) => ruleOf(rule).checkedBy === 'gateway' && !rule.startsWith('token.'));
}

/** The rule is what was expected, and its own fix and source replace those of the kind. */
function ruleFinding(violation: Violation): Found {
  const { rule, hint, source } = violation;
  return { ...findingOf('sent.rule', ruleOf(rule).message, showFound(violation)), rule, fix: hint, source };
}

function checkCharset({ headers }: SentRequest): Found[] {
  const contentType = headers.get('content-type') ?? '';
  const charset = /;\s*charset="?([^";\s]+)/i.exec(contentType)?.[1];
  if (charset === undefined || /^utf-?8$/i.test(charset)) return [];
  return [findingOf('sent.charset', 'application/json', contentType)];
}

/** Reads are allowed, and changes of the very connection to create. */
function checkOther(one: SentRequest, { calls, options }: Run): Found[] {
  const { method, target, text } = one;
  const isRead = method === 'GET' || method === 'HEAD';
  if (target.kind === 'connections' && isRead) return [];
  if (target.kind !== 'connection') return [unasked(one)];
  const call = calls.find(({ wanted }) => wanted.id.toLowerCase() === target.id.toLowerCase());
  if (!call) return [findingOf('sent.otherId', calls.map(({ wanted }) => wanted.id).join(' or '), lineOf(one))];
  if (isRead) return [];
  if (method === 'DELETE')
    return options.duplicate === 'replaces' ? [] : [findingOf('sent.deleted', 'no DELETE', lineOf(one))];
  const wanted = asPlainJson(call.wanted);
  const changes = differencesOf({ ...wanted, ...asRecord(parsed(text)) }, wanted);
  return method === 'PATCH' && changes.length === 0 ? [] : [unasked(one)];
}

function unasked(one: SentRequest): Found {
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
