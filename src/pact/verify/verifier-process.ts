/**
 * Pact's core in a process of its own: it prints to the standard output of the process past any stream, can hang and can
 * crash, and takes settings from the environment.
 */
import { createRequire } from 'node:module';
import { missingPact } from '../contract-file.ts';

interface PactCore {
  verifyPacts(options: Readonly<Record<string, unknown>>): Promise<string>;
}

process.on('message', async (options: Readonly<Record<string, unknown>>) => process.send?.(await outputFor(options)));
// The parent has gone. Not process.exit(), which waits for Pact's core, and that may wait forever.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

/** The report as JSON, or the reason why there is none. */
async function outputFor(options: Readonly<Record<string, unknown>>): Promise<string> {
  try {
    return await loadCore().verifyPacts(options);
  } catch (error) {
    // Where interactions failed, the message is the report.
    return error instanceof Error ? error.message : String(error);
  }
}

/** Without the proxy of Pact for JavaScript, which reads bodies of up to 100 kB, and writes JSON and forms anew. */
function loadCore(): PactCore {
  try {
    return createRequire(import.meta.resolve('@pact-foundation/pact'))('@pact-foundation/pact-core').default;
  } catch (cause) {
    throw missingPact(cause);
  }
}
