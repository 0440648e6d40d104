import { retryAfterIn } from '../rules/index.ts';

/** How long a client waited between two attempts, by the emulator's clock. */
export interface Waited {
  /** The seconds that the Retry-After of the attempt before asked for; from 0. */
  readonly asked: number;
  /** The seconds that passed since then. */
  readonly waited: number;
  /** Whether that was long enough; a millisecond less is, for timers round. */
  readonly enough: boolean;
}

/** Which attempt at the same request one is. */
export interface Attempt {
  /** 1 for the first. */
  readonly attempt: number;
  /** Absent where the response to the attempt before had no Retry-After. */
  readonly waited?: Waited;
}

interface Sent {
  /** Method, URL and body. */
  readonly request: string;
  readonly at: Date;
  /** The header of the response that it got. */
  readonly retryAfter: string | undefined;
  /** Whether the next one is no retry: a client may read as often as it likes. */
  readonly isLast: boolean;
}

/** Counts the attempts at the same request. */
export interface Attempts {
  next(sent: Sent): Attempt;
  clear(): void;
}

/** @param capacity how many requests are distinguished; those not sent for the longest time go first. */
export function createAttempts(capacity: number): Attempts {
  // By the digest of the request, for a body may be large.
  const latest = new Map<string, Omit<Sent, 'request'> & { readonly attempt: number }>();
  return {
    next({ request, ...sent }) {
      const key = digestOf(request);
      const known = latest.get(key);
      const before = known?.isLast ? undefined : known;
      const attempt = (before?.attempt ?? 0) + 1;
      // Deleted first: a Map keeps the order in which its keys came.
      latest.delete(key);
      latest.set(key, { ...sent, attempt });
      const [oldest] = latest.keys();
      if (latest.size > capacity && oldest !== undefined) latest.delete(oldest);
      const asked = before && retryAfterIn(before.retryAfter, before.at);
      if (!before || asked === undefined) return { attempt };
      const waited = sent.at.getTime() - before.at.getTime();
      return { attempt, waited: { asked: asked / 1000, waited: waited / 1000, enough: waited >= asked - 1 } };
    },
    clear() {
      latest.clear();
    },
  };
}

/**
 * A text of any length as 16 hexadecimal digits, the same for the same text. Two texts that differ have the same by
 * chance alone; it keeps nothing secret.
 */
function digestOf(text: string): string {
  // Two hashes by FNV-1a with other starts and primes: Web Crypto's digests are asynchronous.
  let [one, other] = [0x811c9dc5, text.length];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x85ebca6b) ^ (other >>> 13);
  }
  return [one, other].map((hash) => (hash >>> 0).toString(16).padStart(8, '0')).join('');
}
