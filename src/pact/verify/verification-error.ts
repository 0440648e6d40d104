import type { InteractionResult, VerificationResults } from './verification-results.ts';

/** At least one interaction failed that is not pending. The message tells which, what was expected and what came. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';
  readonly results: VerificationResults;

  constructor(results: VerificationResults, provider: string) {
    super(messageOf(results, provider));
    this.results = results;
  }
}

/** What went wrong in one interaction, a line each. */
export function explainInteraction({ exchange, mismatches }: InteractionResult): readonly string[] {
  return [
    ...(exchange ? [`${exchange}.`] : []),
    ...mismatches.map(({ place, expected, seen }) => `${place}: expected ${expected}, but came ${seen}`),
  ];
}

/** The description with the provider states. */
export function titleOf({ description, states }: InteractionResult): string {
  return states.length === 0 ? description : `${description} (given ${states.join(' and ')})`;
}

function messageOf({ interactions, totals }: VerificationResults, provider: string): string {
  const failed = interactions.filter(({ outcome }) => outcome === 'failed');
  const tried = interactions.length - totals.skipped;
  const told = failed.map((result, index) =>
    [`${index + 1}) ${result.consumer}: ${titleOf(result)}`, ...explainInteraction(result)].join('\n   '),
  );
  return [`${totals.failed} of ${tried} interactions failed against ${provider}.`, ...told].join('\n\n');
}
