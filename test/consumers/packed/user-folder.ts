import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from './run-command.ts';

/** A folder of a user, outside this repository. */
export interface UserFolder {
  readonly path: string;
  /** Writes a file; the name is its path from the top. */
  write(name: string, text: string): Promise<void>;
  /** What a command writes to its standard output, run in the folder. Throws when the command fails. */
  run(...words: readonly string[]): Promise<string>;
  /** What the lines of a shell write, run in the folder with these variables. Throws when one of them fails. */
  runLines(lines: string, env?: Readonly<Record<string, string>>): Promise<string>;
  remove(): Promise<void>;
}

/** A new folder without anything in it. */
export async function createUserFolder(): Promise<UserFolder> {
  const path = await mkdtemp(join(tmpdir(), 'external-connection-testkit-user-'));
  return {
    path,
    async write(name, text) {
      const file = join(path, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    },
    run: (...words) => runCommand(path, words),
    runLines: (lines, env) => runCommand(path, ['bash', '-euo', 'pipefail', '-c', lines], env),
    remove: () => rm(path, { recursive: true, force: true }),
  };
}
