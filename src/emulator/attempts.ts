import { retryAfterIn } from '../rules/index.ts';
import { digestOf } from './digest.ts';

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
}

/** Counts the attempts at the same request. */
export interface Attempts {
  next(sent: Sent): Attempt;
  clear(): void;
}

/** @param capacity how many requests are told apart; those not sent for the longest time go first. */
export function createAttempts(capacity: number): Attempts {
  // By the digest of the request, for a body may be large.
  const latest = new Map<string, Omit<Sent, 'request'> & { readonly attempt: number }>();
  return {
    next({ request, ...sent }) {
      const key = digestOf(request);
      const before = latest.get(key);
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
