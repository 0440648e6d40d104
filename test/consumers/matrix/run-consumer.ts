import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../packed/run-command.ts';
import type { Consumer } from './consumer.ts';

/** What became of one consumer. */
export interface Result {
  readonly name: string;
  readonly description: string;
  /** The version of Node that ran it, such as `24.21.0`. */
  readonly node: string;
  /** What it has installed beside the kit, such as `vitest 5.1.1`. */
  readonly uses: readonly string[];
  /** What the kit said of the deliberate mistake. */
  readonly mistake: string;
}

/**
 * Installs the tarball into a copy of the project outside of this repository, runs its tests, and then its mistake.
 *
 * @throws Error with all that was printed, when a test fails, or the mistake passes or is told in other words.
 */
export async function runConsumer({ name, folder, manifest }: Consumer, tarball: string): Promise<Result> {
  const { description, devDependencies, mistake } = manifest;
  const copy = await mkdtemp(join(tmpdir(), `external-connection-testkit-${name}-`));
  const run = (...words: readonly string[]) => runCommand(copy, words);
  try {
    await cp(folder, copy, { recursive: true });
    await run('npm', 'install', '--save-dev', tarball, '--no-audit', '--no-fund', '--prefer-offline');
    await run('npm', 'run', 'test');
    requireMistake(await failureOf(run('npm', 'run', 'mistake')), mistake);
    const node = (await run('npm', 'exec', '--', 'node', '--version')).trim().slice(1);
    const uses = Object.entries(devDependencies).map(([dependency, version]) => `${dependency} ${version}`);
    return { name, description, node, uses: uses.filter((one) => !one.startsWith('node ')), mistake };
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function failureOf(running: Promise<string>): Promise<string> {
  try {
    await running;
  } catch (error) {
    return String(error);
  }
  throw new Error('The deliberate mistake passed: the kit did not report it.');
}

function requireMistake(said: string, mistake: string): void {
  if (said.includes(mistake)) return;
  throw new Error(`The deliberate mistake failed, but nothing says ${JSON.stringify(mistake)}:\n${said}`);
}
