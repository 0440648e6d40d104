/**
 * Milliseconds from now for which a header Retry-After asks to wait, at least 0; undefined where it is missing or
 * unreadable. **Source:** RFC 9110, section 10.2.3: seconds, or an HTTP date.
 */
export function retryAfterIn(header: string | null | undefined, now: Date): number | undefined {
  const text = header ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = new Date(text);
  return date.toUTCString() === text && !Number.isNaN(date.getTime())
    ? Math.max(date.getTime() - now.getTime(), 0)
    : undefined;
}
