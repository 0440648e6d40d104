/** Set-up of node:test in one line, and the suite for a client of your own. */

export { matchers } from '../matchers/index.ts';
export type { EmulatorWithServer, UseEmulatorOptions } from '../msw/emulator-in-runner.ts';
export type { DescribeOptions } from '../suite/describe-situations.ts';
export { describeCreateConnection } from './describe-create-connection.ts';
export { useEmulator } from './use-emulator.ts';
