import { CommanderError } from 'commander';
import { createProgram } from './program.ts';

/** Runs a command line, given as process.argv has it, and resolves with the exit code: 2 for bad usage. */
export async function run(argv: readonly string[]): Promise<number> {
  // A reader such as `head` that has enough is no failure.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));
  let exitCode = 0;
  const program = createProgram((code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv);
  } catch (error) {
    // Commander has printed it, help and version included.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  return exitCode;
}
