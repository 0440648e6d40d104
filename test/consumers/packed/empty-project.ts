import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pack } from './pack.ts';
import { firstReadmeBlock } from './readme-block.ts';
import { versionOf } from './repository.ts';
import { runCommand } from './run-command.ts';

const userFiles = fileURLToPath(new URL('project', import.meta.url));

/** A project of a user, outside this repository, in which nothing but the packed package and vitest was asked for. */
export interface EmptyProject {
  /** Writes a file at the top of the project. */
  write(name: string, text: string): Promise<void>;
  /** What a command writes to its standard output, run in the project. Throws when the command fails. */
  run(...words: readonly string[]): Promise<string>;
  remove(): Promise<void>;
}

/** Packs the repository and installs it with the README's own line into a new project that holds the files of project/. */
export async function createEmptyProject(): Promise<EmptyProject> {
  const folder = await mkdtemp(join(tmpdir(), 'external-connection-testkit-user-'));
  const project: EmptyProject = {
    write: (name, text) => writeFile(join(folder, name), text),
    run: (...words) => runCommand(folder, words),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
  try {
    await cp(userFiles, folder, { recursive: true });
    await project.write('package.json', JSON.stringify({ type: 'module', private: true }));
    await project.run(...installCommand(await pack(folder)));
  } catch (error) {
    await project.remove();
    throw error;
  }
  return project;
}

/** The install line of the README, with the tarball in place of the package's name; the peers come by themselves. */
function installCommand(tarball: string): string[] {
  const replacements = new Map([
    ['external-connection-testkit', tarball],
    ['vitest', `vitest@${versionOf('vitest')}`],
  ]);
  const words = firstReadmeBlock('sh').trim().split(/\s+/);
  return [...words.map((word) => replacements.get(word) ?? word), '--no-audit', '--no-fund', '--prefer-offline'];
}
