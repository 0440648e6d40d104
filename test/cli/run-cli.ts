import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** The output of a command and its exit code. */
export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
}

/** The input of a command besides its arguments. */
export interface Circumstances {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command line from the sources, so that no test uses an old build. */
export async function runCli(args: readonly string[], circumstances: Circumstances = {}): Promise<Ended> {
  const child = startCli(args, circumstances.env);
  child.stdin.end(circumstances.stdin ?? '');
  return await ended(child);
}

/** Starts a command line that does not end by itself. */
export function startCli(args: readonly string[], env: Circumstances['env'] = {}): CliProcess {
  return spawn(process.execPath, [main, ...args], { env: { ...process.env, NO_COLOR: '1', ...env } });
}

export type CliProcess = ChildProcessByStdio<Writable, Readable, Readable>;

/** The rest of the output of a command, and its exit code, once it has ended. */
export async function ended(child: CliProcess): Promise<Ended> {
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { stdout, stderr, exitCode };
}
