import { asRecord } from '../../rules/index.ts';
import { printable } from '../../schemas/index.ts';
import { longestWait } from '../advance.ts';
import { CommandError } from '../command/command-error.ts';
import { type Found, findingOf } from '../findings.ts';
import type { Ending } from '../options.ts';
import type { ClientCall, Run } from '../record-run.ts';
import { isOperation, type SentRequest } from '../transport.ts';
import {
  type ClientEvidence,
  describeError,
  evidenceOf,
  type FoundText,
  isLanguageError,
  isSuccess,
  listProperties,
  namesCause,
  propertyOf,
  textsIn,
} from './evidence.ts';

/** Whether the client settled, and reported what the service responded. */
export function checkOutcome(run: Run): Found[] {
  const [crash] = run.crashes;
  const left = printable([...new Set(run.left)].join(', '));
  return [
    ...(crash ? [crashFinding(crash)] : []),
    ...(left ? [findingOf('end.left', 'the end of every process', `${left} still ran`)] : []),
    ...checkTimeout(run),
    ...run.calls.flatMap((call) => checkEnding(call, run)),
  ];
}

function crashFinding({ kind, error }: Run['crashes'][number]): Found {
  const received = `${kind}: ${describeError(error)}`;
  return findingOf(kind === 'process.exit' ? 'end.exit' : 'end.crash', 'a rejection of the promise', received);
}

function checkTimeout({ gaveUpAfter, requests, options: { timeoutMs } }: Run): Found[] {
  if (timeoutMs === undefined) return [];
  const longest = Math.max(...requests.map(({ at, givenUpAt = at }) => givenUpAt - at));
  const waited = gaveUpAfter ?? (longest > longestWait(timeoutMs) ? longest : undefined);
  if (waited === undefined) return [];
  return [
    findingOf('end.timeout', `an end after ${timeoutMs} ms`, `it was still waiting after ${Math.round(waited)} ms`),
  ];
}

function checkEnding(call: ClientCall, run: Run): Found[] {
  const { kind, reported } = call.ending;
  const evidence = evidenceOf(call, run);
  if (kind === 'pending') {
    return run.isExhausted || run.crashes.length > 0
      ? []
      : [findingOf('end.pending', 'an end', `nothing more after ${evidence.last}`)];
  }
  if (kind === 'rejected') return checkFailure(reported, evidence, run);
  if (evidence.exists) return checkDuplicate(reported, evidence, run);
  if (showsFailure(reported, evidence)) return checkFailure(reported, evidence, run);
  return checkSuccess(reported, evidence, run);
}

/** A result after 409, or after a look-up that found the connection, is a success unless the client promises otherwise. */
function checkDuplicate(value: unknown, evidence: ClientEvidence, { options }: Run): Found[] {
  if (options.duplicate !== 'rejects' || showsFailure(value, evidence)) return [];
  return [findingOf('end.duplicateAccepted', 'a rejection', `success after ${evidence.last}`)];
}

function checkSuccess(value: unknown, evidence: ClientEvidence, { situation }: Run): Found[] {
  const [failure] = evidence.laterFailures;
  if (failure)
    return [swallowed(`success, although the schema or what came after it failed: ${failure.code ?? failure.status}`)];
  if (evidence.isCreated) return checkResult(value, evidence);
  if (evidence.isUnanswered && evidence.failures.length === 0) {
    return [findingOf('end.tooEarly', 'the response first', 'success while the request was pending')];
  }
  if (evidence.isUnsent && situation.hasNamesake)
    return [findingOf('lookUp.adopted', 'a create request', 'success without one')];
  if (evidence.isUnsent) return [findingOf('end.neverSent', 'a create request', 'success without one')];
  return [swallowed(`success after ${evidence.last}`)];
}

function swallowed(received: string): Found {
  return findingOf('end.swallowed', 'a rejection, or a result that shows it', received);
}

function checkFailure(reported: unknown, evidence: ClientEvidence, run: Run): Found[] {
  const received = describeError(reported);
  if (evidence.isCreated && !evidence.failedLater) {
    // A 201 that cannot be read leaves the client no good way: the report has advice.
    return evidence.created ? [findingOf('end.refusedSuccess', 'success after 201', received)] : [];
  }
  // To refuse a connection because of its name is a policy, and the error reports it.
  if (evidence.isUnsent && run.situation.hasNamesake) return [];
  const isAboutDuplicate = evidence.exists && !evidence.isHidden && !evidence.failedLater;
  if (isAboutDuplicate && (run.options.duplicate ?? 'rejects') !== 'rejects') {
    return [findingOf('end.duplicateRejected', 'success', received)];
  }
  return [...checkPromisedRetry(evidence, received, run), ...checkExplanation(reported, evidence, run)];
}

function checkPromisedRetry(evidence: ClientEvidence, received: string, run: Run): Found[] {
  const { retries } = run.options;
  const { succeedsWith, isAboutSchema } = run.situation;
  const isPromised = succeedsWith !== undefined && (retries === 'outages' || retries === succeedsWith);
  const hasRetried = isAboutSchema
    ? run.requests.some((one) => isOperation(one, 'updateSchema') && isSuccess(one))
    : evidence.isCreated || evidence.exists;
  return isPromised && !hasRetried ? [findingOf('end.promisedRetry', 'success in the end', received)] : [];
}

/** What the client logs explains a failure too. */
function checkExplanation(reported: unknown, evidence: ClientEvidence, { prints }: Run): Found[] {
  const received = describeError(reported);
  if (evidence.isUnsent && !evidence.isInvalid) return [findingOf('end.neverSent', 'a create request', received)];
  const expected = `an error that names ${evidence.last}`;
  if (isLanguageError(reported, evidence)) return [findingOf('end.ownError', expected, received)];
  const logged = prints.map(({ text }) => text);
  const isExplained = namesCause(reported, evidence) || namesCause(logged, evidence);
  return isExplained ? [] : [findingOf('end.silent', expected, received)];
}

/**
 * Whether the caller can see from a result that it is a failure: a status of 400 and more, a Response or anything else
 * that has one, an Error, `false`, `ok: false` and the like, or an object that names the cause. The bare error body is no such
 * object: it passes for a connection.
 */
function showsFailure(result: unknown, evidence: ClientEvidence): boolean {
  // After a success, a number counts something else.
  if (result === false || (isFailedStatus(result) && (!evidence.isCreated || evidence.failedLater))) return true;
  if (Array.isArray(result) && result.some((element) => element instanceof Error)) return true;
  if (typeof result !== 'object' || result === null) return false;
  if (isFailure(result)) return true;
  if (evidence.isCreated || Object.keys(result).join() === 'error') return false;
  return evidence.failures.length > 0 && namesCause(result, evidence);
}

function isFailure(result: object): boolean {
  if (result instanceof Error) return true;
  const [ok, success, error, isErr] = ['ok', 'success', 'error', 'isErr'].map((name) => propertyOf(result, name));
  if ([propertyOf(result, 'status'), propertyOf(result, 'statusCode')].some((one) => one === 0 || isFailedStatus(one)))
    return true;
  if (typeof isErr === 'function') return isErr.call(result) === true;
  return ok === false || success === false || error instanceof Error;
}

function isFailedStatus(value: unknown): boolean {
  return typeof value === 'number' && value >= 400 && value < 600;
}

/** Whether a result agrees with the connection that the service created. */
function checkResult(result: unknown, { created, ids, states }: ClientEvidence): Found[] {
  if (!created) return [];
  if (typeof result === 'string') {
    const isOtherCase = result !== created.id && result.toLowerCase() === String(created.id).toLowerCase();
    return isOtherCase ? [findingOf('end.wrongResult', `"${created.id}"`, `"${result}"`)] : [];
  }
  const [id, state] = [propertyOf(result, 'id'), propertyOf(result, 'state')];
  // It may be the operation of the schema that is returned.
  const isOtherId = typeof id === 'string' && id !== created.id && !ids.includes(id);
  const isAhead = typeof state === 'string' && created.state === 'draft' && !states.includes(state.toLowerCase());
  return [
    ...(isOtherId ? [findingOf('end.wrongResult', `id "${created.id}"`, `id "${id}"`)] : []),
    ...(isAhead ? [findingOf('end.wrongResult', 'state "draft"', `state "${state}"`)] : []),
  ];
}

/** Whether the token appeared anywhere but in the header Authorization. */
export function checkLeaks(run: Run): Found[] {
  const { prints, tokens } = run;
  // A client that acts on behalf of a user sends the token that it was given to the token endpoint.
  const requests = run.requests.filter(({ target }) => target.kind !== 'login');
  const [leak] = leaksOf(run).filter((place) => run.options.cleanErrors || !isKeptByLibrary(place));
  const printed = prints.find(({ isSecret }) => isSecret);
  const [request] = requests.flatMap((one) => searchedPlaces(one).filter(([, text]) => tokens.isIn(text)));
  const elsewhere = 'the token in the header Authorization alone';
  return [
    ...(leak ? [findingOf('leak.error', 'no part of the token in the error', `it is in ${describeLeak(leak)}`)] : []),
    ...(printed ? [findingOf('leak.print', 'no part of the token in the log', `${printed.to} printed it`)] : []),
    ...(request ? [findingOf('leak.request', elsewhere, `it is in ${request[0]}`)] : []),
  ];
}

/** Where an HTTP library put the token into an error of its own; undefined where none did. */
export function libraryLeakOf(run: Run): string | undefined {
  const found = leaksOf(run).find(isKeptByLibrary);
  return found && describeLeak(found);
}

interface Leak extends FoundText {
  readonly error: unknown;
}

function leaksOf(run: Run): Leak[] {
  // What a command says was printed.
  const thrown = run.calls
    .flatMap(({ ending }) => errorsOf(ending))
    .filter((error) => !(error instanceof CommandError));
  return [...thrown, ...run.crashes.map(({ error }) => error)].flatMap((error) => leaksIn(error, run));
}

/** What was thrown, or the errors of a result. */
function errorsOf({ kind, reported }: Ending): unknown[] {
  if (kind === 'rejected') return [reported];
  const properties = typeof reported === 'object' && reported !== null ? listProperties(reported) : [];
  return [reported, ...properties.map(([, one]) => one)].filter((one) => one instanceof Error);
}

function leaksIn(error: unknown, { tokens }: Run): Leak[] {
  const leaks = textsIn(error)
    .filter(({ text }) => tokens.isIn(text))
    .map((found) => ({ ...found, error }));
  // A stack only repeats the message.
  const outsideStack = leaks.filter(({ path }) => !path.includes('stack'));
  return outsideStack.length > 0 ? outsideStack : leaks;
}

/** Where an HTTP library keeps the request on its errors: not a mistake of the client, and yet worth knowing. */
const libraryProperties = ['config', 'options', 'request', 'response', 'toJSON()'];

function isKeptByLibrary({ path, error }: Leak): boolean {
  return path.some((name, depth) => {
    const owner = path.slice(0, depth).reduce<unknown>(propertyOf, error);
    return libraryProperties.includes(name) && isLibraryError(asRecord(owner) ?? {});
  });
}

/**
 * Whether an HTTP library made an error: it says so, as axios and ky do, or has the settings of the request beside the
 * request, as got and ofetch do, or a package threw it. Code that makes an error by hand adds one of them, or the headers
 * alone.
 */
function isLibraryError(error: Readonly<Record<string, unknown>>): boolean {
  if (error.isAxiosError === true || error.isKyError === true || ('request' in error && 'options' in error))
    return true;
  const calls = typeof error.stack === 'string' ? error.stack.split('\n').filter((line) => /^ +at /.test(line)) : [];
  return calls.find((line) => !/node:|<anonymous>|native/.test(line))?.includes('/node_modules/') ?? false;
}

function describeLeak({ path }: FoundText): string {
  return ['error', ...path].join('.');
}

function searchedPlaces({ url, text, headers }: SentRequest): (readonly [string, string])[] {
  const others = [...headers].filter(([name]) => name.toLowerCase() !== 'authorization');
  return [
    ['the URL', url],
    ['the body', text],
    ...others.map(([name, value]) => [`the header ${name}`, value] as const),
  ];
}
