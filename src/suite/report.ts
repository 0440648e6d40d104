import type { Performance } from './performance.ts';
import { libraryLeakOf } from './verdicts/index.ts';

/** What was seen of a client in one situation, when it got through. */
export interface Report {
  /** How many requests it sent. */
  readonly requests: number;
  /** How many of them asked for a create. */
  readonly creates: number;
  /** Whether it returned or threw. */
  readonly ended: 'resolved' | 'rejected';
  /** What is worth knowing although nobody is blamed for it. */
  readonly advice: readonly string[];
}

/** What is told of a performance without a finding. */
export function reportOf(performance: Performance): Report {
  const { sent, calls } = performance;
  const leak = libraryLeakOf(performance);
  const hasRejected = calls.some(({ ending }) => ending.kind === 'rejected');
  return {
    requests: sent.length,
    creates: sent.filter(({ method, place }) => method === 'POST' && place.kind === 'connections').length,
    ended: hasRejected ? 'rejected' : 'resolved',
    advice: leak
      ? [
          `The HTTP library keeps the access token on its error (${leak}): whoever logs one logs it too. Throw an error of your own.`,
        ]
      : [],
  };
}
