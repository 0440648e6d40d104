import { STATUS_CODES } from 'node:http';
import type { Evidence, Failure } from './evidence.ts';
import { stringsIn } from './strings-in.ts';

/** Whether what was thrown or returned says something of why the service refused. */
export function saysCause(told: unknown, { failures, isCreated }: Evidence): boolean {
  const texts = stringsIn(told)
    .filter(({ path }) => !path.includes('stack') && path.at(-1) !== 'name')
    .map(({ text }) => text)
    .filter((text) => text.trim() !== '');
  // Nobody can say more of an answer that cannot be read, or never came, than that.
  if (isCreated || failures.length === 0 || failures.some(({ status }) => status === 0)) return texts.length > 0;
  return failures.some((failure) => texts.some((text) => names(failure, text)));
}

function names({ status, code, message }: Failure, text: string): boolean {
  const words = [code, message, STATUS_CODES[status]].filter((word) => word !== undefined);
  return (
    new RegExp(`\\b${status}\\b`).test(text) || words.some((word) => text.toLowerCase().includes(word.toLowerCase()))
  );
}

const ownErrors = ['TypeError', 'SyntaxError', 'ReferenceError', 'RangeError'];

/** What fetch says when the connection is lost, in the engines that have it. */
const networkFailure = /fetch failed|failed to fetch|terminated|network|load failed|abort/i;

/** Whether an error is one of the language's own, which tells nothing of the answer. */
export function isOwnError(told: unknown, { failures }: Evidence): boolean {
  const { name, message } = Object(told) as { name?: unknown; message?: unknown };
  if (typeof name !== 'string' || !ownErrors.includes(name)) return false;
  const text = String(message);
  if (name === 'TypeError' && networkFailure.test(text)) return false;
  return !failures.some((failure) => failure.status !== 0 && names(failure, text));
}

const longest = 200;

/** What was thrown or returned, on one line; without what a stack or a request of it might hold. */
export function describeError(told: unknown): string {
  const { name, message, responseStatusCode } = Object(told) as Record<string, unknown>;
  if (typeof message === 'string') return cut(`${typeof name === 'string' ? name : 'Error'}: ${message}`);
  if (responseStatusCode !== undefined) return `an object with responseStatusCode ${String(responseStatusCode)}`;
  if (typeof told !== 'object' || told === null) return cut(String(told));
  return cut(`an object with ${Object.keys(told).join(', ') || 'no members'}`);
}

function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
