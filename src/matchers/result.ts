/** An asymmetric matcher: it takes the place of a value inside `toEqual` and similar matchers. */
export interface AsymmetricMatch {
  /** Whether another value matches. */
  asymmetricMatch(other: unknown): boolean;
}

/** The result of a matcher, in the shape that vitest, jest and the package `expect` share. */
export interface MatcherResult {
  readonly pass: boolean;
  /** The message of a failed assertion; after `.not`, of a matcher that passed. */
  readonly message: () => string;
  /** For the diff that vitest prints. The message has the same facts, for other runners. */
  readonly actual?: unknown;
  readonly expected?: unknown;
}
