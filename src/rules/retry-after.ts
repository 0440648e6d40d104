/**
 * Milliseconds from now for which a Retry-After header asks to wait, at least 0; undefined where it is missing or
 * unreadable: anything but whole seconds or an HTTP date, such as `3600, 10` of two headers, or `-5`.
 * **Source:** RFC 9110, sections 10.2.3 and 5.6.7.
 */
export function retryAfterIn(header: string | null | undefined, now: Date): number | undefined {
  const text = header ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = new Date(text);
  // A date that survives the round trip is in the one form that HTTP sends.
  return !Number.isNaN(date.getTime()) && date.toUTCString() === text
    ? Math.max(date.getTime() - now.getTime(), 0)
    : undefined;
}

/**
 * The statuses that mean "try again later".
 * **Source:** Microsoft Graph error responses page; the same set as the retries of Graph's SDKs, and 502 of its gateway.
 */
const retryableStatuses: readonly number[] = [429, 502, 503, 504];

/** Whether the status means "try again later". */
export function isRetryable(status: number): boolean {
  return retryableStatuses.includes(status);
}
