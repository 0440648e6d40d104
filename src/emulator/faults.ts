import type { AnswerName } from '../rules/index.ts';
import { requireWholeNumber } from '../schemas/index.ts';

/** A planned failure: the emulator answers so instead of looking at the request. */
export interface Fault {
  readonly name: string;
  readonly answer: AnswerName;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ThrottledOptions {
  /** Seconds, a whole number from 0. Default 10, as in the documented sample. */
  readonly retryAfter?: number;
}

/**
 * Answers with 429 `TooManyRequests` and a Retry-After header. The emulator does not wait, and does not count.
 *
 * @throws TypeError naming the value when retryAfter is not a whole number from 0.
 * **Source:** Microsoft Graph throttling guidance.
 */
function throttled({ retryAfter = 10 }: ThrottledOptions = {}): Fault {
  requireWholeNumber('retryAfter', retryAfter, 0, 'seconds');
  return { name: 'throttled', answer: 'throttled', headers: { 'Retry-After': String(retryAfter) } };
}

/** The service's bad days, for `emulator.plan`. */
export const faults = { throttled };
