import { badOption } from '../../schemas/index.ts';

/** What the header Retry-After says: seconds, a whole number from 0; a Date, written as an HTTP date; null: no header. */
export type RetryAfter = number | Date | null;

/**
 * The header, where there is one.
 *
 * @throws TypeError naming the value when it is none of the three.
 */
export function retryAfterHeader(retryAfter: RetryAfter): Readonly<Record<string, string>> {
  if (retryAfter === null) return {};
  const isDate = retryAfter instanceof Date && !Number.isNaN(retryAfter.getTime());
  if (isDate) return { 'Retry-After': retryAfter.toUTCString() };
  const isSeconds = Number.isSafeInteger(retryAfter) && Number(retryAfter) >= 0;
  if (isSeconds) return { 'Retry-After': String(retryAfter) };
  throw badOption('retryAfter', retryAfter, 'a whole number of seconds from 0, a Date, or null for no header');
}
