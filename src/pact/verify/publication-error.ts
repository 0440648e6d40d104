import type { VerificationResults } from './verification-results.ts';

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
