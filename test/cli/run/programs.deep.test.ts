import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runCli } from '../run-cli.ts';

const program = (name: string) => fileURLToPath(new URL(`programs/${name}`, import.meta.url));

function isThere(command: string, ...args: string[]): boolean {
  const found = spawnSync(command, args.length > 0 ? args : ['--version']).status === 0;
  if (!found) console.warn(`Skipped: there is no ${command} on this machine.`);
  return found;
}

/** A machine that is busy starts processes slowly, and Java more so. */
describe('run leads to the emulator', { timeout: 120_000 }, () => {
  test('@azure/identity with the Graph client, through the whole life of a connection', async () => {
    const { stdout, stderr, exitCode } = await runCli(['run', '--', process.execPath, program('graph-client.mjs')]);

    expect(stdout).toBe('contosohr draft\n[ 200, 200 ]\nHolidays\n404\n');
    expect(stderr).not.toContain('refused');
    expect(exitCode).toBe(0);
  });

  test('MSAL, fetch, axios, got, undici and an agent of the program; plain http is refused', async () => {
    const { stdout, exitCode } = await runCli(['run', '--', process.execPath, program('clients.mjs')]);

    expect(stdout.split('\n')).toEqual([
      'fetch 200',
      'axios 200',
      'got 200',
      'undici 200',
      'an agent 200 200',
      'plain http external-connection-testkit: graph.microsoft.com:80: a connection without TLS, or one that goes round the proxy, is refused. Use https.',
      '',
    ]);
    expect(exitCode).toBe(0);
  });

  test.skipIf(!isThere('python3'))('plain Python, through the whole life of a connection', async () => {
    const { stdout, exitCode } = await runCli(['run', '--strict', '--', 'python3', program('life.py')]);

    expect(stdout.split('\n')).toEqual([
      'POST /external/connections 201',
      'PATCH /external/connections/contosohr/schema 202',
      'GET https://graph.microsoft.com/v1.0/external/connections/contosohr 200',
      'PUT /external/connections/contosohr/items/holidays 200',
      'POST /$batch 200',
      '[200, 200]',
      'GET /external/connections/contosohr/items/item2 200',
      'DELETE /external/connections/contosohr/items/item2 204',
      'DELETE /external/connections/contosohr 202',
      '',
    ]);
    expect(exitCode).toBe(0);
  });

  test.skipIf(!isThere('java'))('Java, by both clients of its standard library', async () => {
    expect(await runCli(['run', '--strict', '--', 'java', program('Create.java')])).toMatchObject({
      stdout: '201\n200\n',
      exitCode: 0,
    });
  });

  test.skipIf(!isThere('ruby'))('Ruby', async () => {
    expect(await runCli(['run', '--strict', '--', 'ruby', program('create.rb')])).toMatchObject({
      stdout: '201\n',
      exitCode: 0,
    });
  });

  test.skipIf(!isThere('php', '--ri', 'curl'))(
    'PHP, whose curl reads no variable but the settings of PHP',
    async () => {
      expect(await runCli(['run', '--strict', '--', 'php', program('create.php')])).toMatchObject({
        stdout: '201\n',
        exitCode: 0,
      });
    },
  );

  test.skipIf(!isThere('curl'))('curl in a shell script', async () => {
    expect(await runCli(['run', '--strict', '--', 'sh', program('curl.sh')])).toMatchObject({
      stdout: '201\n',
      exitCode: 0,
    });
  });
});
