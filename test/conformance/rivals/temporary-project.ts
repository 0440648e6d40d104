import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * A folder outside of the repository in which these packages are installed, at these exact versions. Made once: they
 * are too large to be dependencies of the tests.
 */
export async function projectWith(dependencies: Readonly<Record<string, string>>): Promise<string> {
  const manifest = JSON.stringify({ private: true, type: 'module', dependencies });
  const name = createHash('sha256').update(manifest).digest('hex').slice(0, 12);
  const folder = join(tmpdir(), `external-connection-testkit-${name}`);
  if (existsSync(join(folder, 'installed'))) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), manifest);
  await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
  writeFileSync(join(folder, 'installed'), '');
  return folder;
}

/** Runs a script of the project with the same Node. */
export async function runIn(folder: string, script: string, args: readonly string[]): Promise<void> {
  await run(process.execPath, [join(folder, script), ...args], { cwd: folder });
}
