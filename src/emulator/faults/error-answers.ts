import type { AnswerName } from '../../rules/index.ts';
import { type Fault, stageOf, type UnclearOptions } from './fault.ts';
import { type RetryAfter, retryAfterHeader } from './retry-after.ts';

export interface ThrottledOptions {
  /** Seconds, a whole number from 0; a Date; or null for no header. Default 10, as in the documented sample. */
  readonly retryAfter?: RetryAfter;
}

export interface ServiceUnavailableOptions extends UnclearOptions {
  /** Seconds, a whole number from 0; a Date; or null for no header. Default null. */
  readonly retryAfter?: RetryAfter;
}

/**
 * 429 `TooManyRequests` with Retry-After. The emulator does not wait: `exchange.waited` tells whether the client did.
 *
 * @throws TypeError naming retryAfter when it cannot be used.
 * **Source:** Microsoft Graph throttling guidance; 429 on this URL observed in microsoft-graph-explorer-v4, issue 2751.
 */
export function throttled({ retryAfter = 10 }: ThrottledOptions = {}): Fault {
  return refusing('throttled', {}, retryAfter);
}

/**
 * The create succeeds, and is answered 503 without Retry-After; the retry meets 409. A create that is refused gets its
 * refusal. Hits creates alone, unless the plan says otherwise.
 *
 * **Source:** Create externalConnection page, known issue 19908, of a broken Adaptive Card. Question 21.
 */
export function brokenCard(): Fault {
  return {
    name: 'brokenCard',
    stage: 'after',
    on: ['createConnection'],
    change: (answer, error) => (answer.status < 400 ? error('serviceUnavailable') : answer),
  };
}

/** 500 `GeneralException`. **Source:** microsoft-graph-explorer-v4, issue 3883 (2025-06, on items). */
export function internalServerError(options: UnclearOptions = {}): Fault {
  return refusing('internalServerError', options);
}

/** 502 `UnknownError`. **Source:** microsoft-graph-docs-contrib, issue 4209; msgraph-sdk-dotnet, issue 3177, on items. */
export function badGateway(options: UnclearOptions = {}): Fault {
  return refusing('badGateway', options);
}

/**
 * 503 `ServiceNotAvailable`, which may have Retry-After.
 *
 * @throws TypeError naming retryAfter when it cannot be used.
 * **Source:** Microsoft Graph error responses.
 */
export function serviceUnavailable({ retryAfter = null, ...options }: ServiceUnavailableOptions = {}): Fault {
  return refusing('serviceUnavailable', options, retryAfter);
}

/** 504 `UnknownError` with an empty message. **Source:** microsoft-graph-docs, issue 5288 (2019, another endpoint). */
export function gatewayTimeout(options: UnclearOptions = {}): Fault {
  return refusing('gatewayTimeout', options);
}

/**
 * 403 `QuotaLimitReached`: the tenant may have no more connections. Hits creates alone, unless the plan says otherwise.
 *
 * **Source:** none; the limit is documented, its answer is the choice of this kit. Question 14.
 */
export function tenantLimit(): Fault {
  return { ...refusing('quotaLimitReached'), name: 'tenantLimit', on: ['createConnection'] };
}

/**
 * 400 `InvalidRequest` whose error has code and message, and no innerError: the smallest error that OData allows.
 *
 * **Source:** Microsoft Graph error responses, which call innerError optional.
 */
export function withoutInnerError(): Fault {
  return {
    name: 'withoutInnerError',
    stage: 'instead',
    change: (_, error) => {
      const answer = error('malformed');
      // Every error answer has this shape.
      const { code, message } = (answer.body as { error: { code: string; message: string } }).error;
      return { ...answer, body: { error: { code, message } } };
    },
  };
}

function refusing(name: AnswerName, options: UnclearOptions = {}, retryAfter: RetryAfter = null): Fault {
  const headers = retryAfterHeader(retryAfter);
  return { name, stage: stageOf(options), change: (_, error) => error(name, headers) };
}
