/** Assertions for any runner with `expect.extend`. Imports no runner. */

export type { ExpectedConnection, NoViolationsOptions } from './exchange-matchers.ts';
export type { AsymmetricMatch } from './expected.ts';
export type { ExpectedItem } from './item-matchers.ts';
export { type GraphMatchers, matchers } from './matchers.ts';
export type { MatcherResult } from './received.ts';
export type { ErrorCode } from './to-be-graph-error.ts';
