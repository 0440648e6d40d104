import { type Exchange, explainExchange } from '../emulator/exchange.ts';
import type { Emulator } from '../emulator/index.ts';
import { createRedactor } from '../emulator/redact.ts';
import { asRecord } from '../rules/index.ts';
import { showValue } from '../schemas/index.ts';

interface Misuse {
  /** What was passed: the value itself, of which only the kind is shown. */
  readonly given: unknown;
  /** What may be passed, such as `an emulator`. */
  readonly takes: string;
  /** How to fix the call, in one sentence. */
  readonly fix: string;
}

/** The error for a wrong value in `expect(…)`. It is thrown with `.not` too: a matcher that cannot check must not pass. */
export function wrongReceived(matcher: string, { given, takes, fix }: Misuse): TypeError {
  return new TypeError(`${matcher}: expect(…) received ${describeValue(given)}. It takes ${takes}. ${fix}`);
}

/** The error for a wrong argument of the matcher. */
export function wrongArgument(matcher: string, { given, takes, fix }: Misuse): TypeError {
  return new TypeError(`${matcher}(…) received ${describeValue(given)}. It takes ${takes}. ${fix}`);
}

/** Throws where what is expected is not an object with at least one of the properties, and no other. */
export function requireProperties(
  matcher: string,
  expected: unknown,
  [of, names]: [string, readonly string[]],
  fix: string,
): void {
  const given = Object.keys(asRecord(expected) ?? {});
  if (given.length > 0 && given.every((name) => names.includes(name))) return;
  throw wrongArgument(matcher, { given: expected, takes: `properties of ${of}: ${names.join(', ')}`, fix });
}

/** Throws where a matcher that takes no argument gets one. */
export function requireNoArgument(matcher: string, given: readonly unknown[], fix: string): void {
  if (given.length > 0) throw wrongArgument(matcher, { given: given[0], takes: 'no argument', fix });
}

/** Whether a value is what `createEmulator` or `useEmulator` returns. */
function hasEmulatorMethods(value: unknown): value is Emulator {
  const { items, groups, canRead } = asRecord(value) ?? {};
  return [items, groups, canRead].every((method) => typeof method === 'function');
}

const mostNames = 8;

/** The kind of a value. Of an object only the names of its properties are shown, for a value may be a token. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing (undefined)';
  if (value === null) return 'null';
  if (typeof value === 'function') return `a function${value.name && ` (${value.name})`}`;
  if (typeof value === 'string') return `the string ${showValue(withoutSecrets(value))}`;
  if (typeof value !== 'object') return `the ${typeof value} ${String(value)}`;
  if (isPromise(value)) return 'a promise';
  if (hasEmulatorMethods(value)) return 'an emulator';
  if (isResponse(value)) return `a Response with status ${value.status}`;
  if (value instanceof Error) return `${article(value.name)} (${showValue(withoutSecrets(value.message))})`;
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  return describeObject(value);
}

function describeObject(value: object): string {
  const type: unknown = Object.getPrototypeOf(value)?.constructor?.name;
  const kind = typeof type === 'string' && type !== 'Object' ? article(type) : 'an object';
  const names = Object.keys(value);
  if (names.length === 0) return `${kind} without properties`;
  const more = names.length > mostNames ? `, … (${names.length})` : '';
  return `${kind} with the properties ${names.slice(0, mostNames).join(', ')}${more}`;
}

function article(noun: string): string {
  return `${/^[AEIOU]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** A text without secrets: the message of another library's error may quote a header. */
export function withoutSecrets(text: string): string {
  return createRedactor().value(text);
}

/** The Response of any fetch, whichever realm or package it comes from. */
export interface ResponseLike {
  readonly status: number;
  readonly bodyUsed: boolean;
  clone(): { text(): Promise<string> };
}

/** Whether a value is the Response of a fetch. */
export function isResponse(value: unknown): value is ResponseLike {
  const { status, bodyUsed, clone } = asRecord(value) ?? {};
  return typeof status === 'number' && typeof bodyUsed === 'boolean' && typeof clone === 'function';
}

/** Whether a value is a promise, of any library. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof asRecord(value)?.then === 'function';
}

/** The result of a matcher, in the shape that vitest, jest and the package `expect` share. */
export interface MatcherResult {
  readonly pass: boolean;
  /** The message of a failed assertion; after `.not`, of a matcher that passed. */
  readonly message: () => string;
  /** For the diff that vitest prints. The message has the same facts, for other runners. */
  readonly actual?: unknown;
  readonly expected?: unknown;
}

/** A result with the message for `.not`, where it passed, and the one for a failure. */
export function resultOf(pass: boolean, whenPassed: () => string, whenFailed: () => string): MatcherResult {
  return { pass, message: pass ? whenPassed : whenFailed };
}

/**
 * The emulator that a matcher was called on.
 *
 * @throws TypeError when the value is none.
 */
export function emulatorOf(received: unknown, matcher: string): Emulator {
  if (hasEmulatorMethods(received)) return received;
  throw wrongReceived(matcher, { given: received, takes: 'an emulator', fix: emulatorFix(received) });
}

function emulatorFix(received: unknown): string {
  return isPromise(received)
    ? 'Await it first, and pass the emulator behind your client to expect(…).'
    : 'Pass what createEmulator() or useEmulator() returned: expect(graph).';
}

/**
 * The exchanges of an emulator, or of a list of exchanges.
 *
 * @throws TypeError when the value is neither.
 */
export function exchangesOf(received: unknown, matcher: string): readonly Exchange[] {
  const exchanges = asRecord(received)?.exchanges ?? received;
  if (Array.isArray(exchanges) && exchanges.every(isExchange)) return exchanges;
  const takes = 'an emulator, or the exchanges of one';
  throw wrongReceived(matcher, { given: received, takes, fix: emulatorFix(received) });
}

function isExchange(value: unknown): value is Exchange {
  const exchange = asRecord(value) ?? {};
  return 'request' in exchange && 'response' in exchange && 'violations' in exchange;
}

const mostExchanges = 5;

/** The exchanges in words, the latest five where there are more. */
export function describeExchanges(exchanges: readonly Exchange[]): string {
  const shown = exchanges.slice(-mostExchanges).map(describeExchange);
  const omitted = exchanges.length - shown.length;
  return [...(omitted > 0 ? [`(${omitted} before these)`] : []), ...shown].join('\n\n');
}

/** The requests that the emulator received, or where to look when there was none. */
export function describeReceived(exchanges: readonly Exchange[]): string {
  if (exchanges.length > 0) return `Received requests:\n\n${describeExchanges(exchanges)}`;
  return (
    'No request was received. Check that the test awaits your client, and that the client calls\n' +
    'https://graph.microsoft.com through the handlers of this emulator, the url of its server, or graph.fetch.'
  );
}

/** Pairs a number with its noun: `1 request`, `2 requests`. */
export function withCount(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function describeExchange(exchange: Exchange): string {
  const { body } = exchange.request;
  return body === '' ? explainExchange(exchange) : `${explainExchange(exchange)}\nRequest body: ${showValue(body)}`;
}
