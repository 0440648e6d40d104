import type { Emulator } from '../emulator/index.ts';
import { createRedactor } from '../emulator/redact.ts';
import { asRecord } from '../rules/index.ts';
import { showValue } from '../schemas/index.ts';
import { isPromise, isResponse } from './graph-error-in.ts';

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

/** Whether a value is what `createEmulator` or `useEmulator` returns. */
export function isEmulator(value: unknown): value is Emulator {
  const { items, groups, canRead } = asRecord(value) ?? {};
  return [items, groups, canRead].every((method) => typeof method === 'function');
}

const longestList = 8;

/** The kind of a value. Of an object only the names of its properties are shown, for a value may be a token. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing (undefined)';
  if (value === null) return 'null';
  if (typeof value === 'function') return `a function${value.name && ` (${value.name})`}`;
  if (typeof value === 'string') return `the string ${showValue(withoutSecrets(value))}`;
  if (typeof value !== 'object') return `the ${typeof value} ${String(value)}`;
  if (isPromise(value)) return 'a promise';
  if (isEmulator(value)) return 'an emulator';
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
  const more = names.length > longestList ? `, … (${names.length})` : '';
  return `${kind} with the properties ${names.slice(0, longestList).join(', ')}${more}`;
}

function article(noun: string): string {
  return `${/^[AEIOU]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** A text without secrets: the message of another library's error may quote a header. */
export function withoutSecrets(text: string): string {
  return createRedactor().value(text);
}
