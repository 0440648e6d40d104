/**
 * Milliseconds from now for which a header Retry-After asks to wait, at least 0; undefined where it is missing or
 * unreadable. **Source:** RFC 9110, section 10.2.3: seconds, or an HTTP date.
 */
export function retryAfterIn(header: string | null | undefined, now: Date): number | undefined {
  const text = header ?? '';
  const wait = /^[\d.]+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return Number.isNaN(wait) ? undefined : Math.max(wait, 0);
}
