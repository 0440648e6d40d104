/** Vitest set-up in one line. */
import './extend-expect.ts';

export { type UseEmulatorOptions, useEmulator } from './use-emulator.ts';
