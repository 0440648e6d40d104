import { showValue } from '../schemas/index.ts';
import { isResponse } from './response.ts';
import { withoutTokens } from './without-tokens.ts';

const longestList = 8;

/**
 * What a value is, in words. Of an object it tells the names of its members and nothing that they hold, for that may
 * be a token.
 */
export function nameOf(value: unknown): string {
  if (value === undefined) return 'nothing (undefined)';
  if (value === null) return 'null';
  if (typeof value === 'function') return `a function${value.name && ` (${value.name})`}`;
  if (typeof value === 'string') return `the string ${showValue(withoutTokens(value))}`;
  if (typeof value !== 'object') return `the ${typeof value} ${String(value)}`;
  if (isPromise(value)) return 'a promise';
  if (isResponse(value)) return `a Response with status ${value.status}`;
  if (value instanceof Error) return `${article(value.name)} (${showValue(withoutTokens(value.message))})`;
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  return nameOfObject(value);
}

export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function nameOfObject(value: object): string {
  const type: unknown = Object.getPrototypeOf(value)?.constructor?.name;
  const kind = typeof type === 'string' && type !== 'Object' ? article(type) : 'an object';
  const names = Object.keys(value);
  if (names.length === 0) return `${kind} without members`;
  const more = names.length > longestList ? `, … (${names.length})` : '';
  return `${kind} with the members ${names.slice(0, longestList).join(', ')}${more}`;
}

function article(noun: string): string {
  return `${/^[AEIOU]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}
