/** Vitest set-up in one line. */
export { type UseEmulatorOptions, useEmulator } from './use-emulator.ts';
