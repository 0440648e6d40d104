import { isDeepStrictEqual } from 'node:util';
import { hintAt } from '../../emulator/exchange.ts';
import { asRecord, bearerTokenIn, parseJson, ruleOf, serviceRoots } from '../../rules/index.ts';
import {
  type Difference,
  differencesBetween,
  printable,
  showFound,
  showValue,
  toPointer,
  type Violation,
} from '../../schemas/index.ts';
import { type Found, findingOf } from '../findings.ts';
import type { ClientCall, Run } from '../record-run.ts';
import { isCreate, isOperation, type SentRequest } from '../transport.ts';
import { callOf, describeRefusal, evidenceOf, isSameId } from './evidence.ts';

/** Whether each request belongs to creating the connection, and carries what was given. */
export function checkRequests(run: Run): Found[] {
  return [
    ...run.requests.flatMap((one) => checkRequest(one, run)),
    ...run.refusals.map((refusal) => findingOf('sent.elsewhere', allowedHosts, describeRefusal(refusal))),
    ...run.calls
      .filter(({ handed, given }) => !isDeepStrictEqual(handed, given))
      .map(({ handed, given }) => findingOf('given.changed', showValue(handed), showValue(given))),
  ];
}

const allowedHosts = 'requests to Microsoft Graph alone, or to hosts of the option allow';

function checkRequest(one: SentRequest, run: Run): Found[] {
  if (one.isLate) return [findingOf('sent.late', 'every request before the promise is settled', sentLine(one))];
  if (one.target.kind === 'login') return [];
  if (one.target.kind === 'otherHost') return [checkElsewhere(one, run)];
  if (one.target.kind === 'mocked') return checkToken(one, run);
  const found = isCreate(one) ? checkCreate(one, run) : [...checkOther(one, run), ...checkRules(one, run)];
  return [...checkToken(one, run), ...checkVersion(one, run), ...found];
}

function checkElsewhere(one: SentRequest, { graphUrl }: Run): Found {
  const isOtherRoot = graphUrl !== serviceRoots[0] && new URL(one.url).origin === serviceRoots[0];
  return findingOf(isOtherRoot ? 'sent.publicRoot' : 'sent.elsewhere', graphUrl, sentLine(one));
}

function sentLine({ method, url }: SentRequest): string {
  return `${method} ${url}`;
}

function checkToken({ headers, method, url, exchange }: SentRequest, { tokens, requests }: Run): Found[] {
  const found = headers.get('authorization') ?? '';
  if (tokens.all.includes(bearerTokenIn(found) ?? '')) return [];
  const isIssued = requests.some(({ target }) => target.kind === 'login');
  const other = isIssued ? ' than the token endpoint issued for Graph' : '';
  const received = found === '' ? 'no header Authorization' : `a header Authorization with another value${other}`;
  const finding = findingOf('sent.token', 'Authorization: Bearer <accessToken>', `${received}, on ${method} ${url}`);
  // The emulator adds the trap of an SDK to the fix of its rule.
  const fix = exchange?.violations.find(({ rule }) => rule === 'token.present')?.fix;
  return [{ ...finding, ...(fix && fix !== ruleOf('token.present').fix && { fix }) }];
}

function checkVersion(one: SentRequest, { options }: Run): Found[] {
  const { target } = one;
  if (!options.version || !('version' in target) || target.version === options.version) return [];
  return [findingOf('sent.version', options.version, sentLine(one))];
}

function checkCreate(one: SentRequest, run: Run): Found[] {
  const { wanted, handed } = callOf(one, run);
  const body = parseJson(one.text);
  const differences = body === undefined ? [] : differencesOf(wanted, body);
  const isOwn = (path: string) => differences.length === 0 && !(String(path.split('/')[1]) in handed);
  return [
    ...checkCharset(one),
    ...(one.hasMark ? [findingOf('sent.charset', 'JSON from the first byte', 'a byte order mark')] : []),
    // What is wrong with the headers, keeps the body from being read, or is no fault of the connection that was given. The
    // token has a check of its own.
    ...(one.exchange?.violations ?? [])
      .filter(({ rule, path }) => {
        const { checkedBy } = ruleOf(rule);
        return checkedBy === 'body' ? isOwn(path) : checkedBy === 'gateway' && !rule.startsWith('token.');
      })
      .map(ruleFinding),
    ...(differences.length > 0 ? [findingOf('sent.body', showValue(wanted), differences.join('\n'))] : []),
  ];
}

/**
 * What of the client's own the service refuses as malformed. After a planned fault, what was to come before may be missing; a
 * change of the connection may have been refused for what was given; and items may show that the schema is not ready.
 */
function checkRules(one: SentRequest, { requests }: Run): Found[] {
  const { exchange } = one;
  if (!exchange || isOperation(one, 'updateConnection') || requests.some((all) => all.exchange?.fault)) return [];
  return [exchange, ...(exchange.parts ?? [])]
    .filter(
      ({ response: { status }, violations }) =>
        [400, 415].includes(status) || violations.some(({ rule }) => rule === 'item.createdByPut'),
    )
    .flatMap(({ violations }) => violations.filter(({ rule }) => rule !== 'item.schemaRegistered').map(ruleFinding));
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
  return [findingOf('sent.charset', 'application/json', printable(contentType))];
}

/**
 * Reads are allowed, and changes of the very connection to create; below it everything, of a client that registers a
 * schema. A 404 has changed nothing.
 */
function checkOther(one: SentRequest, run: Run): Found[] {
  const { target, response } = one;
  const { calls, options } = run;
  if (isOperation(one, 'listConnections')) return [];
  if (target.kind === 'batch' || target.kind === 'notEmulated') return options.registersSchema ? [] : [unasked(one)];
  const { connectionId: id } = target.kind === 'operation' ? target.ids : {};
  if (id === undefined) return [unasked(one)];
  const call = calls.find(({ wanted }) => isSameId(wanted.id, id));
  if (!call) return [findingOf('sent.otherId', calls.map(({ wanted }) => wanted.id).join(' or '), sentLine(one))];
  if (isOperation(one, 'getConnection') || response?.status === 404) return [];
  if (isOperation(one, 'deleteConnection'))
    return options.duplicate === 'replaces' || undoesCreate(call, run)
      ? []
      : [findingOf('sent.deleted', 'no DELETE', sentLine(one))];
  if (isOperation(one, 'updateConnection')) return changesNothing(one, call) ? [] : [unasked(one)];
  return options.registersSchema ? [] : [unasked(one)];
}

/** Whether a DELETE removes what the call itself has created, because what came after it failed. */
function undoesCreate(call: ClientCall, run: Run): boolean {
  const { isCreated, failedLater } = evidenceOf(call, run);
  return isCreated && failedLater;
}

/** Whether a PATCH sets what the create sets. */
function changesNothing(one: SentRequest, { wanted }: ClientCall): boolean {
  return differencesOf({ ...wanted, ...asRecord(parseJson(one.text)) }, wanted).length === 0;
}

function unasked(one: SentRequest): Found {
  const received = [sentLine(one), ...(one.exchange ? hintAt(one.exchange) : [])].join('\n');
  return findingOf('sent.unasked', 'POST {graphUrl}/v1.0/external/connections', received);
}

/** How the body that was sent differs from the connection that was given, one line each. */
function differencesOf(wanted: unknown, sent: unknown): string[] {
  return differencesBetween(wanted, sent, (pair) => isEquivalent(pair) || undefined)
    .filter((one) => !isHarmless(one))
    .map(describeChange);
}

/**
 * What is empty is equivalent to leaving the property out. The service checks whether a type that was added is the right
 * one.
 */
function isHarmless({ kind, path, expected, actual }: Difference): boolean {
  if (kind === 'missing') return isEmpty(expected);
  return kind === 'added' && (path.at(-1) === '@odata.type' || isEmpty(actual));
}

function describeChange({ kind, path, expected, actual }: Difference): string {
  const place = toPointer(path) || 'The body';
  if (kind === 'missing') return `${place} is lost: it was given as ${showValue(expected)}.`;
  if (kind === 'added') return `${place} was added: ${showValue(actual)}.`;
  return `${place} was given as ${showValue(expected)} and sent as ${showValue(actual)}${describeTypes(expected, actual)}.`;
}

const ignored: Readonly<Record<string, RegExp>> = { enabledContentExperiences: / /g, '@odata.type': /^#/g };

/** Values that Graph reads alike: the flags of an enum with or without spaces, a type with or without #. */
function isEquivalent({ path, expected, actual }: Omit<Difference, 'kind'>): boolean {
  const pattern = ignored[String(path.at(-1))];
  if (!pattern || typeof expected !== 'string' || typeof actual !== 'string') return false;
  return expected.replaceAll(pattern, '') === actual.replaceAll(pattern, '');
}

/** The types, where two values look alike in print. */
function describeTypes(wanted: unknown, sent: unknown): string {
  return String(wanted) === String(sent) && typeof wanted !== typeof sent
    ? ` (${typeof wanted} became ${typeof sent})`
    : '';
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (Array.isArray(value)) return value.length === 0;
  const record = asRecord(value);
  return record !== undefined && Object.values(record).every(isEmpty);
}
