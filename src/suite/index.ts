/** Situations for a client that creates connections, for any test runner. @packageDocumentation */
export { type CommandClient, type CommandOptions, commandClient } from './command/command-client.ts';
export { CannotRunError, CommandError } from './command/command-error.ts';
export type { Finding, FindingKind } from './findings.ts';
export type { ChildProcessInput, ClientInput, CreateConnection, SuiteClient, SuiteOptions } from './options.ts';
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
export { type RunSuiteOptions, runSuite, type Situation, situations } from './run-suite.ts';
