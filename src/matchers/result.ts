/** What a matcher tells its runner: the shape that vitest, jest and the package `expect` share. */
export interface MatcherResult {
  readonly pass: boolean;
  /** What a person reads where the assertion fails; after `.not`, where the matcher passes. */
  readonly message: () => string;
  /** For the diff that vitest prints. The message says the same, for runners that print none. */
  readonly actual?: unknown;
  readonly expected?: unknown;
}
