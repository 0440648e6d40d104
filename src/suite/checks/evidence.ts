import { apiVersions, asRecord, parseJson } from '../../rules/index.ts';
import { checkCreateRequest, printable } from '../../schemas/index.ts';
import { CommandError, networkFailure } from '../command/command-error.ts';
import type { ClientCall, Run } from '../record-run.ts';
import { isCreate, isOperation, type SentRequest } from '../transport.ts';

/** A failure that the client received. */
interface Failure {
  /** 0 where the connection was lost. */
  readonly status: number;
  readonly code: string | undefined;
  readonly message: string | undefined;
}

/** What a client could know when it settled. */
export type ClientEvidence = ReturnType<typeof evidenceOf>;

/** What the client could know when the call ended. */
export function evidenceOf(call: ClientCall, run: Run) {
  const sent = createsOf(call, run);
  const received = call.ending.kind === 'pending' ? run.requests.filter(({ response }) => response) : call.known;
  const known = received.filter((one) => !isCreate(one) || sent.includes(one));
  const creates = known.filter(isCreate);
  const created = creates.find(({ response }) => response?.status === 201);
  const failures = known.filter((one) => !isSuccess(one)).map(failureIn);
  const found = known.find((one) => (isCreate(one) ? one.response?.status === 409 : shows(one, call.wanted.id)));
  const first = created ?? found;
  const later = first ? known.slice(known.indexOf(first) + 1).filter((one) => !isCreate(one)) : [];
  return {
    /** A create got a 201. */
    isCreated: created !== undefined,
    /** The body of the 201, where it can be read. */
    created: created && jsonOf(created),
    /** The ids and states that responses showed. */
    ids: known.map((one) => jsonOf(one)?.id),
    states: known.map((one) => String(jsonOf(one)?.state).toLowerCase()),
    /** The service said that the connection exists already, and it was not created after that. */
    exists: !created && found !== undefined,
    /** A look-up or a change was forbidden or did not find it: where it exists all the same, it belongs to another app. */
    isHidden: known.some((one) => missesConnection(one, call.wanted.id)),
    /** A create had been sent, and had no response. */
    isUnanswered: sent.length > creates.length,
    /** No create was sent, although no request was refused, nor found it. A 404 is no reason not to create it. */
    isUnsent: sent.length === 0 && !found && failures.every(({ status }) => status === 404),
    /** The connection to create breaks a rule, so that the client may refuse it without a request. */
    isInvalid: isInvalid(call, run),
    failures,
    /** What failed after the create, and did not succeed in the end: the schema, its operation, items. */
    laterFailures: laterFailuresOf(later),
    /**
     * Whether anything failed after the create, or was not ready at last, so that the client may report a failure. After a
     * connection that exists already: anything but what is about the connection itself.
     */
    failedLater: later.some((one) => (created || !isOnConnection(one)) && isFailed(one)) || isUnready(later),
    /** The last response, in words. */
    last: describeLast(known),
  };
}

/** A list of one name misses a connection that has another. */
function missesConnection(one: SentRequest, id: string): boolean {
  if (isOperation(one, 'listConnections')) return isSuccess(one) && !shows(one, id) && !/filter=name/i.test(one.url);
  return [403, 404].includes(one.response?.status ?? 0) && isOnConnection(one);
}

function isOnConnection(one: SentRequest): boolean {
  return isOperation(one, 'getConnection', 'updateConnection', 'deleteConnection');
}

/** A write that did not find its place has failed too. */
function isFailed(one: SentRequest): boolean {
  const isLost = one.response?.status === 404 && ['POST', 'PUT', 'PATCH'].includes(one.method);
  return isLost || laterFailuresOf([one]).length > 0;
}

/** A 404 only says that something does not exist yet. */
function laterFailuresOf(requests: readonly SentRequest[]): Failure[] {
  const isLast = (one: SentRequest, index: number) =>
    !requests.slice(index + 1).some(({ method, url }) => method === one.method && url === one.url);
  const last = requests.filter(isLast);
  const refused = last.filter((one) => !isSuccess(one) && one.response?.status !== 404);
  const failed = last.filter((one) => isOperation(one, 'getOperation') && jsonOf(one)?.status === 'failed');
  return [...[...refused, ...failed].map(failureIn), ...last.flatMap(failedPartsOf)];
}

/** Whether the last request, after one for the schema, shows that it is not registered yet. */
function isUnready(requests: readonly SentRequest[]): boolean {
  const last = requests.at(-1);
  if (!last || !requests.some((one) => isOperation(one, 'updateSchema'))) return false;
  const { status, state } = jsonOf(last) ?? {};
  return isOperation(last, 'getOperation')
    ? status === 'inprogress'
    : isOperation(last, 'getConnection') && state !== 'ready';
}

function failedPartsOf({ exchange }: SentRequest): Failure[] {
  const parts = (exchange?.parts ?? []).map(({ response: { status, body } }) => failureOf(status, body));
  return parts.filter(({ status }) => status >= 400 && status !== 404);
}

/** By the rules of a version that the client may use. */
function isInvalid({ wanted }: ClientCall, { options }: Run): boolean {
  const versions = options.version ? [options.version] : apiVersions;
  return versions.some((version) => checkCreateRequest(wanted, { profile: 'live', version }).length > 0);
}

/** Whether a request got a success, or a redirection. */
export function isSuccess({ response }: SentRequest): boolean {
  return response !== undefined && response.status >= 200 && response.status < 400;
}

/** Whether a look-up found the connection, or a change of it succeeded. */
function shows(one: SentRequest, id: string): boolean {
  if (isCreate(one) || !isSuccess(one)) return false;
  // The response to HEAD has no body.
  if (one.method === 'PATCH' || (one.method === 'HEAD' && isOperation(one, 'getConnection'))) return true;
  return one.method === 'GET' && (one.response?.text.toLowerCase().includes(JSON.stringify(id).toLowerCase()) ?? false);
}

function failureIn(one: SentRequest): Failure {
  return failureOf(one.response?.status ?? 0, jsonOf(one));
}

function failureOf(status: number, body: unknown): Failure {
  const { code, message } = asRecord(asRecord(body)?.error) ?? {};
  const nonEmpty = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  return { status, code: nonEmpty(code), message: nonEmpty(message) };
}

function jsonOf({ response }: SentRequest): Readonly<Record<string, unknown>> | undefined {
  return asRecord(parseJson(response?.text ?? ''));
}

function describeLast(known: readonly SentRequest[]): string {
  const one = known.at(-1);
  if (!one?.response) return 'no response at all';
  const { status } = one.response;
  if (status === 0) return 'a lost connection';
  return [status, jsonOf(one) ? failureIn(one).code : 'with a body that is not JSON'].filter(Boolean).join(' ');
}

/** The call that a request belongs to: by the id in its URL or body, else a create by its place among such. */
export function callOf(request: SentRequest, { calls, requests }: Run): ClientCall {
  const named = namedBy(request, calls);
  if (named) return named;
  const unnamed = requests.filter((one) => isCreate(one) && !namedBy(one, calls));
  const call = calls[unnamed.indexOf(request)] ?? calls[0];
  if (!call) throw new TypeError('A situation needs a connection to create.');
  return call;
}

function namedBy({ text, target }: SentRequest, calls: readonly ClientCall[]): ClientCall | undefined {
  return calls.find(({ wanted }) =>
    target.kind === 'operation' && target.ids.connectionId
      ? isSameId(wanted.id, target.ids.connectionId)
      : text.toLowerCase().includes(wanted.id.toLowerCase()),
  );
}

/** The requests to Graph of a call, oldest first. */
export function requestsOf(call: ClientCall, run: Run): SentRequest[] {
  const beside: readonly string[] = ['login', 'mocked'];
  return run.requests.filter((one) => !beside.includes(one.target.kind) && callOf(one, run) === call);
}

/** The create requests of a call, oldest first. */
export function createsOf(call: ClientCall, run: Run): SentRequest[] {
  return requestsOf(call, run).filter(isCreate);
}

/** Whether a request looks up connections. */
export function isLookUp(request: SentRequest): boolean {
  return isOperation(request, 'getConnection', 'listConnections');
}

/** Whether two ids are the same, in whatever case. */
export function isSameId(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/** Whether what was thrown or returned names the cause of a failure. */
export function namesCause(reported: unknown, { failures, laterFailures, isCreated }: ClientEvidence): boolean {
  const texts = textsIn(reported instanceof CommandError ? [reported.stdout, reported.stderr] : reported)
    .filter(({ path }) => !path.includes('stack') && path.at(-1) !== 'name')
    .map(({ text }) => text)
    .filter((text) => text.trim() !== '');
  // There is nothing more to say of a response that cannot be read, or never came.
  if ((isCreated && laterFailures.length === 0) || failures.length === 0 || failures.some(({ status }) => status === 0))
    return texts.length > 0;
  return [...failures, ...laterFailures].some((failure) => texts.some((text) => namesFailure(failure, text)));
}

function namesFailure({ status, code, message }: Failure, text: string): boolean {
  // Not imported: a client over the network has loaded it by now, and another must not pay for it.
  const { STATUS_CODES } = process.getBuiltinModule('node:http');
  const words = [code, message, STATUS_CODES[status]].filter((word) => word !== undefined);
  return (
    new RegExp(`\\b${status}\\b`).test(text) || words.some((word) => text.toLowerCase().includes(word.toLowerCase()))
  );
}

const languageErrors = ['TypeError', 'SyntaxError', 'ReferenceError', 'RangeError'];

/** Whether an error is one of the language's own, which says nothing of the response. */
export function isLanguageError(reported: unknown, { failures }: ClientEvidence): boolean {
  const isCommand = reported instanceof CommandError;
  const [name, message] = [propertyOf(reported, 'name'), propertyOf(reported, isCommand ? 'stderr' : 'message')];
  const text = typeof message === 'string' ? message : '';
  const isOfLanguage = isCommand
    ? reported.isLanguageError
    : languageErrors.some((one) => one === name) && !(name === 'TypeError' && networkFailure.test(text));
  return isOfLanguage && !failures.some((failure) => failure.status !== 0 && namesFailure(failure, text));
}

/** What the proxy refused, and why. The host is as the program wrote it. */
export function describeRefusal({ host, reason }: Run['refusals'][number]): string {
  return printable(`${host}: ${reason}`);
}

const maxLength = 200;

/** What was thrown or returned, on one line; without what a stack or a request of it might contain. */
export function describeError(reported: unknown): string {
  return printable(describeReported(reported), maxLength);
}

function describeReported(reported: unknown): string {
  if (typeof reported !== 'object' || reported === null) return String(reported);
  if (reported instanceof CommandError) return reported.message;
  const [name, message] = [propertyOf(reported, 'name'), propertyOf(reported, 'message')];
  const cause = propertyOf(propertyOf(reported, 'cause'), 'message');
  if (typeof message === 'string') {
    const because = typeof cause === 'string' && !message.includes(cause) ? ` (cause: ${cause})` : '';
    return `${typeof name === 'string' ? name : 'Error'}: ${message}${because}`;
  }
  const responseStatusCode = propertyOf(reported, 'responseStatusCode');
  if (typeof responseStatusCode === 'number') return `an object with responseStatusCode ${responseStatusCode}`;
  const names = textsIn(reported).map(({ path }) => path[0]);
  return `an object with ${[...new Set(names)].join(', ') || 'no properties'}`;
}

/** A string or number within a value, and the names that lead to it. */
export interface FoundText {
  readonly path: readonly string[];
  readonly text: string;
}

/** Large enough for any error that a library makes, small enough for one that holds half the process. */
const limits = { depth: 9, values: 5000 } as const;

/**
 * Every string and number that appears when a value is printed: properties of every kind, messages, stacks, causes,
 * maps and headers, and the result of toJSON.
 */
export function textsIn(value: unknown): readonly FoundText[] {
  const found: FoundText[] = [];
  const seen = new Set<unknown>();
  const visit = (one: unknown, path: readonly string[]): void => {
    if (typeof one === 'string' || typeof one === 'number' || typeof one === 'bigint')
      found.push({ path, text: String(one) });
    if (typeof one !== 'object' || one === null || seen.has(one)) return;
    if (path.length > limits.depth || seen.size > limits.values) return;
    seen.add(one);
    for (const [name, property] of listProperties(one)) visit(property, [...path, name]);
  };
  visit(value, []);
  return found;
}

/** What a value prints of its own, by name; nothing of a Proxy that refuses to list it. */
export function listProperties(value: object): [string, unknown][] {
  try {
    return readProperties(value);
  } catch {
    return [];
  }
}

function readProperties(value: object): [string, unknown][] {
  if (ArrayBuffer.isView(value))
    return [['bytes', Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1')]];
  if (value instanceof Map || value instanceof Headers)
    return [...value].map(([name, property]) => [String(name), property]);
  if (value instanceof Set) return [...value].map((property, index) => [String(index), property]);
  const own = Object.getOwnPropertyNames(value).map((name): [string, unknown] => [name, propertyOf(value, name)]);
  const json =
    typeof propertyOf(value, 'toJSON') === 'function' ? [['toJSON()', serialised(value)] as [string, unknown]] : [];
  // Getters of a class, such as status of a Response, and headers, which are not own properties.
  const inherited = ['name', 'message', 'status', 'statusText', 'code', 'headers']
    .filter((name) => !Object.hasOwn(value, name) && name in value)
    .map((name): [string, unknown] => [name, propertyOf(value, name)]);
  return [...own, ...inherited, ...json];
}

/** The property of a value, whatever the value is; undefined where its getter throws. */
export function propertyOf(value: unknown, name: string): unknown {
  try {
    return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  } catch {
    return undefined;
  }
}

function serialised(value: object): unknown {
  try {
    return JSON.parse(JSON.stringify(value));
  } catch {
    return undefined;
  }
}
