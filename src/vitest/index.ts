/** Vitest set-up in one line, and the suite for a client of your own. */
import './extend-expect.ts';

export { describeCreateConnection } from './describe-create-connection.ts';
export { type UseEmulatorOptions, useEmulator } from './use-emulator.ts';
