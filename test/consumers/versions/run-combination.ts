import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../packed/run-command.ts';
import type { Combination } from './combinations.ts';

const project = fileURLToPath(new URL('project', import.meta.url));

/**
 * Installs the tarball with these versions outside of this repository, and runs the tests of project/.
 *
 * @throws Error with all that was printed, when a test fails or npm refuses the versions.
 */
export async function runCombination({ node, msw, runner, zod, pact }: Combination, tarball: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'external-connection-testkit-versions-'));
  const [name = '', version = ''] = runner.split(' ');
  const manifest = {
    private: true,
    type: 'module',
    scripts: { test: commands[name] },
    devDependencies: { node, msw, zod, '@pact-foundation/pact': pact, [name]: version },
    allowScripts: { node: true },
    jest: { transform: {}, testMatch: ['**/kit.test.js'] },
  };
  try {
    await cp(project, folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
    await runCommand(folder, ['npm', 'install', '--save-dev', tarball, '--no-audit', '--no-fund', '--prefer-offline']);
    await runCommand(folder, ['npm', 'test']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const commands: Readonly<Record<string, string>> = {
  vitest: 'vitest run --globals --testTimeout 60000',
  jest: 'node --experimental-vm-modules node_modules/jest/bin/jest.js --testTimeout 60000',
};
