/** Situations for a client that creates connections, for any test runner. */
export type { Finding, FindingKind } from './findings.ts';
export type { ClientInput, CreateConnection, SuiteOptions } from './options.ts';
export {
  createSuiteReport,
  formatSuiteReport,
  type Report,
  type RunReport,
  SituationError,
  type SituationReport,
  type SkippedReport,
  type SuiteReport,
} from './report.ts';
export { runSuite, type Situation, situations } from './run.ts';
