import { STATUS_CODES } from 'node:http';
import { CommandError, networkFailure } from '../command/command-error.ts';
import type { Evidence, Failure } from './evidence.ts';

/** Whether what was thrown or returned names the cause of a failure. */
export function namesCause(reported: unknown, { failures, laterFailures, isCreated }: Evidence): boolean {
  const texts = stringsIn(reported instanceof CommandError ? [reported.stdout, reported.stderr] : reported)
    .filter(({ path }) => !path.includes('stack') && path.at(-1) !== 'name')
    .map(({ text }) => text)
    .filter((text) => text.trim() !== '');
  // There is nothing more to say of a response that cannot be read, or never came.
  if ((isCreated && laterFailures.length === 0) || failures.length === 0 || failures.some(({ status }) => status === 0))
    return texts.length > 0;
  return [...failures, ...laterFailures].some((failure) => texts.some((text) => names(failure, text)));
}

function names({ status, code, message }: Failure, text: string): boolean {
  const words = [code, message, STATUS_CODES[status]].filter((word) => word !== undefined);
  return (
    new RegExp(`\\b${status}\\b`).test(text) || words.some((word) => text.toLowerCase().includes(word.toLowerCase()))
  );
}

const languageErrors = ['TypeError', 'SyntaxError', 'ReferenceError', 'RangeError'];

/** Whether an error is one of the language's own, which says nothing of the response. */
export function isLanguageError(reported: unknown, { failures }: Evidence): boolean {
  if (reported instanceof CommandError) {
    return reported.isLanguageError && !failures.some((one) => one.status !== 0 && names(one, reported.stderr));
  }
  const [name, message] = [propertyOf(reported, 'name'), propertyOf(reported, 'message')];
  if (typeof name !== 'string' || !languageErrors.includes(name)) return false;
  const text = String(message);
  if (name === 'TypeError' && networkFailure.test(text)) return false;
  return !failures.some((failure) => failure.status !== 0 && names(failure, text));
}

const maxLength = 200;

/** What was thrown or returned, on one line; without what a stack or a request of it might contain. */
export function describeError(reported: unknown): string {
  if (typeof reported !== 'object' || reported === null) return cut(String(reported));
  if (reported instanceof CommandError) return cut(reported.message);
  const [name, message] = [propertyOf(reported, 'name'), propertyOf(reported, 'message')];
  const responseStatusCode = propertyOf(reported, 'responseStatusCode');
  if (typeof message === 'string') return cut(`${typeof name === 'string' ? name : 'Error'}: ${message}`);
  if (responseStatusCode !== undefined) return `an object with responseStatusCode ${String(responseStatusCode)}`;
  const names = stringsIn(reported).map(({ path }) => path[0]);
  return cut(`an object with ${[...new Set(names)].join(', ') || 'no properties'}`);
}

function cut(text: string): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength)}…`;
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
export function stringsIn(value: unknown): readonly FoundText[] {
  const found: FoundText[] = [];
  const seen = new Set<unknown>();
  const visit = (one: unknown, path: readonly string[]): void => {
    if (typeof one === 'string' || typeof one === 'number' || typeof one === 'bigint')
      found.push({ path, text: String(one) });
    if (typeof one !== 'object' || one === null || seen.has(one)) return;
    if (path.length > limits.depth || seen.size > limits.values) return;
    seen.add(one);
    for (const [name, property] of propertiesOf(one)) visit(property, [...path, name]);
  };
  visit(value, []);
  return found;
}

/** None of a Proxy that refuses to list them. */
function propertiesOf(value: object): [string, unknown][] {
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
    typeof propertyOf(value, 'toJSON') === 'function' ? [['toJSON()', jsonOf(value)] as [string, unknown]] : [];
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

function jsonOf(value: object): unknown {
  try {
    return JSON.parse(JSON.stringify(value));
  } catch {
    return undefined;
  }
}
