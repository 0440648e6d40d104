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
 * @throws Error with all that was printed, when a test fails, or the mistake passes or is reported in other words.
 */
export async function runConsumer({ name, folder, manifest }: Consumer, tarball: string): Promise<Result> {
  const { description, devDependencies, mistake, alsoWith = [], installedBy } = manifest;
  const copy = await mkdtemp(join(tmpdir(), `external-connection-testkit-${name}-`));
  const run = (...words: readonly string[]) => runCommand(copy, words);
  try {
    await cp(folder, copy, { recursive: true });
    const manager = installedBy === undefined ? npmIn(copy) : await managerIn(copy, installedBy);
    await manager('install', tarball);
    await manager('run', 'test');
    requireMistake(await failureOf(manager('run', 'mistake')), mistake);
    for (const other of alsoWith) {
      await run('npm', 'install', '--no-save', other, '--no-audit', '--no-fund', '--prefer-offline');
      await run('npm', 'run', 'test');
    }
    const node = (await run('npm', 'exec', '-c', 'node --version')).trim().slice(1);
    const uses = Object.entries(devDependencies).map(([dependency, version]) => `${dependency} ${version}`);
    const all = [...uses, ...alsoWith.map((other) => other.replace('@', ' '))];
    return { name, description, node, uses: all.filter((one) => !one.startsWith('node ')), mistake };
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

type Manager = (task: 'install' | 'run', what: string) => Promise<string>;

function npmIn(folder: string): Manager {
  return (task, what) =>
    task === 'run'
      ? runCommand(folder, ['npm', 'run', what])
      : runCommand(folder, ['npm', 'install', '--save-dev', what, '--no-audit', '--no-fund', '--prefer-offline']);
}

/** Another package manager, from its npm package, with the registry that npm has. */
async function managerIn(folder: string, installedBy: string): Promise<Manager> {
  const command = installedBy.startsWith('pnpm') ? 'pnpm' : 'yarn';
  const path = ['npm', 'exec', '--yes', `--package=${installedBy}`, '--', 'sh', '-c', `command -v ${command}`];
  const binary = (await runCommand(folder, path)).trim();
  const registry = (await runCommand(folder, ['npm', 'config', 'get', 'registry'])).trim();
  const variables = {
    YARN_NPM_REGISTRY_SERVER: registry,
    YARN_ENABLE_TELEMETRY: '0',
    YARN_ENABLE_IMMUTABLE_INSTALLS: '0',
  };
  return (task, what) => {
    const words = task === 'run' ? ['run', what] : ['add', '-D', `external-connection-testkit@file:${what}`];
    return runCommand(folder, [binary, ...words], variables);
  };
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
