import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { firstReadmeBlock } from './markdown-block.ts';
import { pack } from './pack.ts';
import { versionOf } from './repository.ts';
import { createUserFolder, type UserFolder } from './user-folder.ts';

const userFiles = fileURLToPath(new URL('project', import.meta.url));

/** A project of a user, outside this repository, in which nothing but the packed package and vitest was asked for. */
export type EmptyProject = UserFolder;

/** Packs the repository and installs it with the README's own line into a new project that holds the files of project/. */
export async function createEmptyProject(): Promise<EmptyProject> {
  const project = await createUserFolder();
  try {
    await cp(userFiles, project.path, { recursive: true });
    await project.write('package.json', JSON.stringify({ type: 'module', private: true }));
    await project.runLines(installing(firstReadmeBlock('sh'), await pack(project.path)), quickInstall);
  } catch (error) {
    await project.remove();
    throw error;
  }
  return project;
}

/** What npm need not do in a test. */
export const quickInstall = { npm_config_audit: 'false', npm_config_fund: 'false', npm_config_prefer_offline: 'true' };

/** The lines of the README with the tarball for the package's name, and this repository's versions of the others. */
export function installing(lines: string, tarball: string): string {
  const pinned = ['vitest', '@pact-foundation/pact-cli', '@pact-foundation/pact'];
  return lines.replaceAll(/^npm install .*$/gm, (line) =>
    line
      .split(' ')
      .map((word) => (pinned.includes(word) ? `${word}@${versionOf(word)}` : word))
      .map((word) => (word === 'external-connection-testkit' ? `'${tarball}'` : word))
      .join(' '),
  );
}
