import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { startCli } from './run-cli.ts';

/** Each command that prints a result. `run` prints to standard error: the standard output is its program's. */
const commands = [
  ['--version'],
  ['--help'],
  ['build', '--count', '5000'],
  ['check', '--json', 'fixtures/create-request.json'],
  ['explain'],
  ['explain', 'id.length'],
  ['verify'],
  ['verify', '--dry-run', '--graph-url', 'http://127.0.0.1:9'],
  ['drift', '--dry-run', '--graph-url', 'http://127.0.0.1:9'],
  ['demo'],
  ['serve', '--port', '0'],
  ['serve', '--port', '0', '--json'],
  ['suite', '--only', 'create.plain', '--', process.execPath, '--eval', '0'],
] as const;

async function endOf(child: ChildProcess): Promise<object> {
  onTestFinished(() => void child.kill('SIGKILL'));
  const exit = new Promise((resolve) => child.on('exit', resolve));
  const [stderr, exitCode] = await Promise.all([child.stderr ? text(child.stderr) : '', exit]);
  return { stderr, exitCode };
}

test.for(commands)('%j whose standard output is closed ends with exit code 2 and says why', async (args) => {
  const child = startCli(args);
  child.stdin.end();
  child.stdout.destroy();

  expect(await endOf(child)).toEqual({
    stderr: expect.stringContaining(
      'Failed to print the output: it is closed. Fix: print to a file with enough room, or read all of it.\n',
    ),
    exitCode: 2,
  });
});

test.runIf(existsSync('/dev/full')).for(commands)(
  '%j whose standard output is full ends with exit code 2 and says why',
  async (args) => {
    const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
    const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'] });

    expect(await endOf(child)).toEqual({
      stderr: expect.stringMatching(/^Failed to print the output: .*ENOSPC.*\n$/m),
      exitCode: 2,
    });
  },
);

test('a standard error that is closed changes no exit code', async () => {
  const child = startCli(['build', '--counts']);
  child.stdin.end();
  child.stderr.destroy();

  expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(2);
});
