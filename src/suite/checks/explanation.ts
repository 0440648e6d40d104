import { STATUS_CODES } from 'node:http';
import type { Evidence, Failure } from './evidence.ts';
import { propertyOf, stringsIn } from './strings-in.ts';

/** Whether what was thrown or returned names the cause of a failure. */
export function namesCause(reported: unknown, { failures, laterFailures, isCreated }: Evidence): boolean {
  const texts = stringsIn(reported)
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

/** The words of fetch for a lost connection, in the engines that have it. */
const networkFailure = /fetch failed|failed to fetch|terminated|network|load failed|abort/i;

/** Whether an error is one of the language's own, which says nothing of the response. */
export function isLanguageError(reported: unknown, { failures }: Evidence): boolean {
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
