import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startCli } from './run-cli.ts';

const exitCodeOf = (child: ReturnType<typeof spawn>) => new Promise((resolve) => child.on('exit', resolve));

test('a command whose standard output is closed ends with exit code 2 and says why', async () => {
  const child = startCli(['build', '--count', '5000']);
  child.stdout.destroy();

  const [stderr, exitCode] = await Promise.all([text(child.stderr), exitCodeOf(child)]);

  expect({ stderr, exitCode }).toEqual({
    stderr: 'Failed to print the output: it is closed. Fix: print to a file with enough room, or read all of it.\n',
    exitCode: 2,
  });
});

test.runIf(existsSync('/dev/full'))('a command whose standard output is full ends with exit code 2', async () => {
  const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
  const child = spawn(process.execPath, [main, 'build'], { stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'] });

  const [stderr, exitCode] = await Promise.all([child.stderr ? text(child.stderr) : '', exitCodeOf(child)]);

  expect({ stderr, exitCode }).toEqual({
    stderr: expect.stringMatching(/^Failed to print the output: .*ENOSPC.*\n$/),
    exitCode: 2,
  });
});
