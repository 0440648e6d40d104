/** Situations for a client that creates connections, for any test runner. */
export type { Finding, FindingKind } from './findings.ts';
export type { ClientInput, CreateConnection, SuiteOptions } from './options.ts';
export { type Report, SituationError } from './report.ts';
export { type Situation, situations } from './run.ts';
