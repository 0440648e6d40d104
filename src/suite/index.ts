/** Situations for a client that creates connections, for any runner. */
export type { ClientInput, CreateConnection, SuiteOptions } from './client.ts';
export type { Report } from './report.ts';
export { SituationError } from './situation-error.ts';
export { type Situation, situations } from './situations.ts';
export type { Finding } from './verdicts/index.ts';
