import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './repository.ts';
import { runCommand } from './run-command.ts';

/**
 * Packs the repository, as it was last built, into a folder.
 *
 * @returns the path of the tarball.
 * @throws Error when there is no build.
 */
export async function pack(folder: string): Promise<string> {
  if (!existsSync(join(root, 'dist/index.js'))) {
    throw new Error('Cannot pack: dist/ is missing. Run npm run build first.');
  }
  const name = await runCommand(root, ['npm', 'pack', '--ignore-scripts', '--pack-destination', folder]);
  return join(folder, name.trim());
}
