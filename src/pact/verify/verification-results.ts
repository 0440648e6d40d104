import { printable } from '../../rules/index.ts';

/** One way in which a response differs from the pact. */
export interface VerificationMismatch {
  /** Where: `status`, `header Location`, `body $.state`, or `provider state "…"`, `the request` where there was no response. */
  readonly place: string;
  /** What the pact asks for, in words, such as `to match '^ready$'`. */
  readonly expected: string;
  /** What came. */
  readonly received: string;
}

/** What became of one interaction. Nothing in it holds a token. */
export interface InteractionResult {
  readonly consumer: string;
  readonly provider: string;
  readonly description: string;
  /** The names of its provider states. */
  readonly states: readonly string[];
  /** `pending`: it failed, and the broker says that it may. `skipped`: it was not tried; `reason` says why. */
  readonly outcome: 'passed' | 'failed' | 'pending' | 'skipped';
  /** Empty where it passed or was skipped. */
  readonly mismatches: readonly VerificationMismatch[];
  /** Whole milliseconds, as Pact measured them. */
  readonly duration: number;
  /** The request and the status of its response, such as `GET /v1.0/external/connections got 200`; absent where none was sent. */
  readonly exchange?: string;
  /** Why it was skipped. */
  readonly reason?: string;
}

/** Why a message is skipped. */
export const messageReason = 'messages are not verified';

/** What became of a verification. Nothing in it holds a token. */
export interface VerificationResults {
  /** In the order of the pacts. */
  readonly interactions: readonly InteractionResult[];
  readonly totals: Readonly<Record<InteractionResult['outcome'], number>>;
  /** The notices of the broker, such as why a pact is verified. */
  readonly notices: readonly string[];
}

/** At least one interaction failed that is not pending. The message names each with what was expected and what came. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';
  readonly results: VerificationResults;

  constructor(results: VerificationResults, provider: string) {
    super(failureMessage(results, provider));
    this.results = results;
  }
}

/** The broker has not accepted every result of a verification. The message names the request, the status and a fix. */
export class PublicationError extends Error {
  override readonly name = 'PublicationError';
  /** The results of the verification, which is complete. */
  readonly results: VerificationResults;

  constructor(results: VerificationResults, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`Failed to publish the results of the verification: ${reason}`, { cause });
    this.results = results;
  }
}

/** What went wrong in one interaction, a line each. */
export function explainInteraction({ exchange, mismatches }: InteractionResult): readonly string[] {
  return [
    ...(exchange ? [`${exchange}.`] : []),
    ...mismatches.map(({ place, expected, received }) => `${place}: expected ${expected}, got ${received}`),
  ];
}

/** The description with the provider states. */
export function titleWithStates({ description, states }: InteractionResult): string {
  return states.length === 0 ? description : `${description} (given ${states.join(' and ')})`;
}

function failureMessage({ interactions, totals }: VerificationResults, provider: string): string {
  const failed = interactions.filter(({ outcome }) => outcome === 'failed');
  const tried = interactions.length - totals.skipped;
  const explained = failed.map((result, index) =>
    [`${index + 1}) ${result.consumer}: ${titleWithStates(result)}`, ...explainInteraction(result)]
      .map((line) => printable(line))
      .join('\n   '),
  );
  return [`${totals.failed} of ${tried} interactions failed against ${provider}.`, ...explained].join('\n\n');
}
