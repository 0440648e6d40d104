import {
  explainInteraction,
  type InteractionResult,
  titleOf,
  type VerificationResults,
} from '../pact/verify/verification-results.ts';
import { type JunitCase, junitOf } from './junit.ts';
import { byPact } from './verification-table.ts';

/** The results as JUnit XML: a test suite for each pact, a test case for each interaction. */
export function verificationJunit({ interactions }: VerificationResults): string {
  return junitOf(byPact(interactions).map(([name, results]) => [name, results.map(caseOf)]));
}

function caseOf(result: InteractionResult): JunitCase {
  const { consumer, provider, outcome, duration, reason = 'pending', mismatches } = result;
  const [first] = mismatches;
  const mismatch = first ? `${first.place}: expected ${first.expected}, got ${first.received}` : '';
  return {
    name: titleOf(result),
    className: `${consumer}.${provider}`,
    duration,
    outcome: outcome === 'pending' ? 'skipped' : outcome,
    message: outcome === 'failed' ? mismatch : reason,
    text: explainInteraction(result).join('\n'),
  };
}
