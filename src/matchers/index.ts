/** Assertions for any runner with `expect.extend`. Imports no runner. */
export type { GraphMatchers } from './graph-matchers.ts';
export { matchers } from './matchers.ts';
export type { AsymmetricMatch, MatcherResult } from './result.ts';
export type { ErrorCode } from './to-be-graph-error.ts';
export type { ExpectedConnection } from './to-have-created-connection.ts';
export type { ExpectedItem } from './to-have-item.ts';
export type { NoViolationsOptions } from './to-have-no-violations.ts';
