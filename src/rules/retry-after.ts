/**
 * Milliseconds from now for which the header Retry-After asks to wait, at least 0; undefined where it is missing or
 * unreadable. **Source:** RFC 9110, section 10.2.3: seconds, or an HTTP date.
 */
export function retryAfterIn(headers: Headers, now: Date): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const seconds = Number(value);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - now.getTime();
  return Number.isFinite(wait) ? Math.max(wait, 0) : undefined;
}
