import { isDeepStrictEqual } from 'node:util';
import { asRecord, type OperationName, ruleOf, serviceRoots } from '../../rules/index.ts';
import { showFound, showValue, type Violation } from '../../schemas/index.ts';
import { type Found, findingOf } from '../findings.ts';
import type { Call, Run } from '../record-run.ts';
import type { SentRequest } from '../transport.ts';
import { differencesOf } from './body.ts';

/** Whether a request asks for a connection to be created. */
export function isCreate(request: SentRequest): boolean {
  return isOperation(request, 'createConnection');
}

/** Whether a request is one of the operations. */
export function isOperation({ target }: SentRequest, ...names: readonly OperationName[]): boolean {
  return target.kind === 'operation' && names.includes(target.operation);
}

/** The call that a request belongs to: by the id in its URL or body, else the first. */
function callOf({ text, target }: SentRequest, { calls }: Run): Call {
  const [first] = calls;
  const found = calls.find(({ wanted }) =>
    target.kind === 'operation' && target.id
      ? isSameId(wanted.id, target.id)
      : text.includes(JSON.stringify(wanted.id)),
  );
  const call = found ?? first;
  if (!call) throw new TypeError('A situation needs a connection to create.');
  return call;
}

/** The requests to Graph of a call, oldest first. */
export function requestsOf(call: Call, run: Run): SentRequest[] {
  return run.requests.filter((one) => one.target.kind !== 'login' && callOf(one, run) === call);
}

/** The create requests of a call, oldest first. */
export function createsOf(call: Call, run: Run): SentRequest[] {
  return requestsOf(call, run).filter(isCreate);
}

/** Whether a request looks up connections. */
export function isLookUp(request: SentRequest): boolean {
  return isOperation(request, 'getConnection', 'listConnections');
}

function isSameId(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/** Whether each request belongs to creating the connection, and carries what was given. */
export function checkRequests(run: Run): Found[] {
  return [
    ...run.requests.flatMap((one) => checkRequest(one, run)),
    ...run.calls
      .filter(({ handed, given }) => !isDeepStrictEqual(handed, given))
      .map(({ handed, given }) => findingOf('given.changed', showValue(handed), showValue(given))),
  ];
}

function checkRequest(one: SentRequest, run: Run): Found[] {
  if (one.isLate) return [findingOf('sent.late', 'every request before the promise is settled', lineOf(one))];
  if (one.target.kind === 'login') return [];
  if (one.target.kind === 'elsewhere') return [checkElsewhere(one, run)];
  const found = isCreate(one) ? checkCreate(one, run) : checkOther(one, run);
  return [...checkToken(one, run), ...checkVersion(one, run), ...found];
}

function checkElsewhere(one: SentRequest, { graphUrl }: Run): Found {
  const isOtherRoot = graphUrl !== serviceRoots[0] && new URL(one.url).origin === serviceRoots[0];
  return findingOf(isOtherRoot ? 'sent.publicRoot' : 'sent.elsewhere', graphUrl, lineOf(one));
}

function lineOf({ method, url }: SentRequest): string {
  return `${method} ${url}`;
}

function checkToken({ headers, method, url }: SentRequest, { tokens, requests }: Run): Found[] {
  const found = headers.get('authorization') ?? '';
  if (tokens.all.includes(found.replace(/^bearer +/i, '')) && /^bearer /i.test(found)) return [];
  const isIssued = requests.some(({ target }) => target.kind === 'login');
  const other = isIssued ? ' than the token endpoint issued for Graph' : '';
  const received = found === '' ? 'no header Authorization' : `a header Authorization with another value${other}`;
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
  const { rule, fix, source } = violation;
  return { ...findingOf('sent.rule', ruleOf(rule).message, showFound(violation)), rule, fix, source };
}

function checkCharset({ headers }: SentRequest): Found[] {
  const contentType = headers.get('content-type') ?? '';
  const charset = /;\s*charset="?([^";\s]+)/i.exec(contentType)?.[1];
  if (charset === undefined || /^utf-?8$/i.test(charset)) return [];
  return [findingOf('sent.charset', 'application/json', contentType)];
}

/**
 * Reads are allowed, and changes of the very connection to create; below it everything, of a client that registers a
 * schema. A 404 has changed nothing.
 */
function checkOther(one: SentRequest, { calls, options }: Run): Found[] {
  const { target, response } = one;
  if (isOperation(one, 'listConnections')) return [];
  if (target.kind === 'batch' || target.kind === 'notEmulated') return options.registersSchema ? [] : [unasked(one)];
  const { id } = target.kind === 'operation' ? target : {};
  if (id === undefined) return [unasked(one)];
  const call = calls.find(({ wanted }) => isSameId(wanted.id, id));
  if (!call) return [findingOf('sent.otherId', calls.map(({ wanted }) => wanted.id).join(' or '), lineOf(one))];
  if (isOperation(one, 'getConnection') || response?.status === 404) return [];
  if (isOperation(one, 'deleteConnection'))
    return options.duplicate === 'replaces' ? [] : [findingOf('sent.deleted', 'no DELETE', lineOf(one))];
  if (isOperation(one, 'updateConnection')) return changesNothing(one, call) ? [] : [unasked(one)];
  return options.registersSchema ? [] : [unasked(one)];
}

/** Whether a PATCH sets what the create sets. */
function changesNothing({ text }: SentRequest, call: Call): boolean {
  const wanted = asPlainJson(call.wanted);
  return differencesOf({ ...wanted, ...asRecord(parsed(text)) }, wanted).length === 0;
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
