/** Resolves after so many milliseconds. */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** The milliseconds that a response asks to wait for: Retry-After in seconds or as a date; 10 s when it does not say. */
export function waitAskedBy({ headers }: Pick<Response, 'headers'>): number {
  const retryAfter = headers.get('Retry-After');
  if (retryAfter === null) return 10_000;
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const until = Date.parse(retryAfter) - Date.now();
  return Number.isNaN(until) ? 10_000 : Math.max(0, until);
}
