import { retryAfterIn } from '../rules/index.ts';

/** How long a client waited between two tries, by the emulator's clock. */
export interface Waited {
  /** The seconds that the Retry-After of the try before asked for; from 0. */
  readonly asked: number;
  /** The seconds that passed since then. */
  readonly waited: number;
  /** Whether that was long enough; a millisecond less is, for timers round. */
  readonly enough: boolean;
}

/** Which try of the same request one is. */
export interface Try {
  /** 1 for the first. */
  readonly attempt: number;
  /** Absent where the try before had no Retry-After. */
  readonly waited?: Waited;
}

interface Sent {
  /** Method, URL and body. */
  readonly request: string;
  readonly at: Date;
  /** The header of the answer that it got. */
  readonly retryAfter: string | undefined;
}

/** Counts the tries of the same request. */
export interface Tries {
  next(sent: Sent): Try;
  clear(): void;
}

/** @param capacity how many requests are told apart; those not sent for the longest time are forgotten first. */
export function createTries(capacity: number): Tries {
  const latest = new Map<string, Sent & { readonly attempt: number }>();
  return {
    next(sent) {
      const before = latest.get(sent.request);
      const attempt = (before?.attempt ?? 0) + 1;
      // Deleted first: a Map keeps the order in which its keys came.
      latest.delete(sent.request);
      latest.set(sent.request, { ...sent, attempt });
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
