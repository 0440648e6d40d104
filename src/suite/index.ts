/** Situations for a client that creates connections, for any test runner. */
export type { Finding, FindingKind } from './findings.ts';
export type { ClientInput, CreateConnection, SuiteOptions } from './options.ts';
export { type Report, type RunReport, SituationError, type SkippedReport } from './report.ts';
export { runSuite, type Situation, situations } from './run.ts';
export {
  createSuiteReport,
  formatSuiteReport,
  type SituationReport,
  type SuiteReport,
} from './suite-report.ts';
