import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ended, runCli, startCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'suite-command-'));

/** Writes a program that posts its standard input, and ends with what some code makes of the response. */
function program(name: string, code: string, settings = ''): readonly string[] {
  const file = join(folder, `${name}.mjs`);
  const text = `
    let body = '';
    for await (const chunk of process.stdin) body += chunk;
    ${settings}
    const { GRAPH_URL, GRAPH_ACCESS_TOKEN } = process.env;
    const response = await fetch(GRAPH_URL + '/v1.0/external/connections', {
      method: 'POST',
      headers: { Authorization: 'Bearer ' + GRAPH_ACCESS_TOKEN, 'Content-Type': 'application/json' },
      body,
    });
    const text = await response.text();
    ${code}
  `;
  writeFileSync(file, text);
  return ['--', process.execPath, file];
}

const fails = "if (response.status !== 201) { console.error(response.status + ' ' + text); process.exitCode = 1; }";
const right = program('right', fails);
const wrong = program('wrong', '');
const some = ['--only', 'create.plain,error.500', '--only', 'lookUp.500'];

describe('suite', { timeout: 120_000 }, () => {
  test('runs a program in the situations, and ends with 0 when all passed', async () => {
    const { stdout, stderr, exitCode } = await runCli(['suite', ...some, '--jobs', '2', ...right]);

    expect(stdout).toMatch(
      /right\.mjs: 2 of 2 situations passed, 1 skipped, \d+ not run\n.*\nIt does not retry after 500\.\n/,
    );
    expect(stderr).toMatch(
      /^2 situations in \d+\.\d s, \d+\.\d\d s each; \d+ MB of memory(?:, and up to \d+ MB for a run of the program)?\.\n$/,
    );
    expect(exitCode).toBe(0);
  });

  test('ends with 1 after a finding, and writes it as JUnit XML', async () => {
    const junit = join(folder, 'report.xml');
    const { stdout, exitCode } = await runCli(['suite', ...some, '--junit', junit, ...wrong]);

    expect(stdout).toContain('end.swallowed × 1 (error.500)');
    expect(exitCode).toBe(1);
    expect(readFileSync(junit, 'utf8')).toMatch(
      /<failure message="A failure was reported as success\. \(end\.swallowed\)">/,
    );
  });

  test('prints the report as JSON', async () => {
    const { stdout } = await runCli(['suite', '--json', ...some, ...wrong]);
    const { passed, failed, situations } = JSON.parse(stdout);

    expect({ passed, failed }).toEqual({ passed: 1, failed: 1 });
    expect(situations[0]).toMatchObject({ key: 'create.plain', status: 'passed', creates: 1 });
  });

  test('hands over what the program takes and adds', async () => {
    const adds = join(folder, 'adds.json');
    writeFileSync(adds, '{"enabledContentExperiences":"search"}');
    const adding = program(
      'adding',
      fails,
      "body = JSON.stringify({ ...JSON.parse(body), enabledContentExperiences: 'search' });",
    );
    const only = ['--only', 'create.plain,create.settings', '--takes', 'id,name,description'];

    expect(await runCli(['suite', ...only, '--adds', adds, ...adding])).toMatchObject({ exitCode: 0 });
    expect((await runCli(['suite', ...only, ...adding])).stdout).toContain('sent.body × 2');
  });

  test.for([
    [['--', 'no-such-program'], /^Cannot run "no-such-program": there is no such program/],
    [['--', 'package.json/create'], /^Cannot run "package\.json\/create": spawn ENOTDIR/],
    [
      ['--', process.execPath, '--eval', 'console.error("It is closed."); process.exit(7)'],
      /^No request came from .*It ended with: exit code 7: It is closed\./,
    ],
    [[], /^There is no command to run\. Name it after two hyphens: suite -- python3 create\.py\./],
    [['--', 'sh', '-c', 'create {id}'], /^\{id\} cannot stand in a script of sh/],
    [
      ['--only', 'create.nothing', '--', 'node'],
      /^There is no situation "create\.nothing"\. Did you mean "create\.settings"\?$/m,
    ],
    [['--skip', 'zzzzzz', '--', 'node'], /^There is no situation "zzzzzz"\. Run suite --list for all\.$/m],
    [['--takes', 'title', '--', 'node'], /^The option --takes is \["title"\]/],
    [['--adds', 'no-such-file.json', '--', 'node'], /^Cannot read no-such-file\.json: it does not exist\./],
  ] as const)('ends with 2 for %j', async ([args, message]) => {
    const only = args.includes('--only' as never) ? [] : ['--only', 'create.plain'];
    const { stderr, exitCode } = await runCli(['suite', ...only, ...args]);

    expect(stderr).toMatch(message);
    expect(exitCode).toBe(2);
  });

  test('runs a whole program that stays as it is', async () => {
    const file = fileURLToPath(new URL('../suite/programs/right/whole.mjs', import.meta.url));
    const args = [
      'suite',
      '--unchanged',
      '--takes',
      'none',
      ...some,
      '--only',
      'id.longest',
      '--',
      process.execPath,
      file,
    ];
    const { stdout, exitCode } = await runCli(args);

    expect(stdout).toContain('whole.mjs: 3 of 3 situations passed, 1 skipped');
    expect(stdout).toContain('id.longest: The client takes no input.');
    expect(exitCode).toBe(0);
  });

  test('ends with 2 where a whole program creates nothing', async () => {
    const args = [
      'suite',
      '--unchanged',
      '--takes',
      'none',
      '--',
      process.execPath,
      '--eval',
      'console.error("Bye."); process.exit(3)',
    ];
    const { stderr, exitCode } = await runCli(args);

    expect(stderr).toMatch(
      /^The first run, in which nothing fails, sent no create request\. It ended with: exit code 3: Bye\./,
    );
    expect(exitCode).toBe(2);
  });

  test('responds from a mocks file to what is not emulated, and says once what it is not used for', async () => {
    const file = join(folder, 'mocks.json');
    const root = 'https://graph.microsoft.com/v1.0';
    const mocks = [
      { request: { url: `${root}/users` }, response: { body: { value: [{ id: 'megan' }] } } },
      { request: { url: `${root}/external/*`, method: 'POST' }, response: { statusCode: 500 } },
    ];
    writeFileSync(file, JSON.stringify({ mocks }));
    const reads = `
      const scope = 'https://graph.microsoft.com/.default';
      const form = { client_id: 'app', client_secret: 'made-up', scope, grant_type: 'client_credentials' };
      const login = 'https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token';
      const token = await fetch(login, { method: 'POST', body: new URLSearchParams(form) });
      process.env.GRAPH_ACCESS_TOKEN = (await token.json()).access_token;
      const headers = { Authorization: 'Bearer ' + process.env.GRAPH_ACCESS_TOKEN };
      const users = await (await fetch('${root}/users', { headers })).json();
      if (users.value[0].id !== 'megan') throw new Error('no users');
      process.env.GRAPH_URL = 'https://graph.microsoft.com';`;
    const client = program('reads-users', fails, reads);

    const { stdout, stderr, exitCode } = await runCli(['suite', '--unchanged', '--mocks', file, ...some, ...client]);

    expect(stdout).toContain('reads-users.mjs: 2 of 2 situations passed, 1 skipped');
    expect(stderr.match(/The kit emulates .*/g)).toEqual([
      'The kit emulates POST /v1.0/external/connections itself: mocks[1] is not used for it.',
    ]);
    expect(exitCode).toBe(0);
  });

  test('ends with 2 for a mocks file that cannot be used, and runs nothing', async () => {
    const { stderr, exitCode } = await runCli(['suite', '--unchanged', '--mocks', 'no-such-mocks.json', ...right]);

    expect(stderr).toBe(
      'Cannot use the mocks file no-such-mocks.json: it does not exist. Name a file that can be read.\n',
    );
    expect(exitCode).toBe(2);
  });

  test('reports another host behind the proxy', async () => {
    const other = "await fetch('https://api.contoso.example').catch(() => {});";
    const elsewhere = program('elsewhere', fails, `process.env.GRAPH_URL = 'https://graph.microsoft.com'; ${other}`);
    const { stdout, exitCode } = await runCli(['suite', '--unchanged', '--only', 'create.plain', ...elsewhere]);

    expect(stdout).toContain('sent.elsewhere × 1 (create.plain)');
    expect(exitCode).toBe(1);
  });

  test.for([
    [['--list', '--only', 'create.plane'], 'There is no situation "create.plane". Did you mean "create.plain"?\n'],
    [
      ['--only', 'create.plain', '--skip', 'create.plain', '--', 'true'],
      'Every situation is skipped: nothing is known about the program. The option skip names it.\nFix: name others by --only, or leave out --skip.\n',
    ],
    [
      ['--only', 'schema.slow', '--', 'true'],
      'Every situation is skipped: nothing is known about the program. The client does not promise registersSchema.\nFix: name others by --only, or leave out --skip.\n',
    ],
  ] as const)('exits with 2 where %j names nothing to run', async ([args, message]) => {
    const { stderr, exitCode } = await runCli(['suite', ...args]);

    expect({ stderr, exitCode }).toEqual({ stderr: message, exitCode: 2 });
  });

  test('lists the situations', async () => {
    const { stdout, exitCode } = await runCli(['suite', '--list']);

    expect(stdout).toMatch(/^create\.plain +id, name and description → creates the connection\n/);
    expect(JSON.parse((await runCli(['suite', '--list', '--json'])).stdout)[0].key).toBe('create.plain');
    expect(exitCode).toBe(0);
  });

  test('lists no situation that --skip names', async () => {
    const { stdout } = await runCli([
      'suite',
      '--list',
      '--only',
      'create.plain,create.largest',
      '--skip',
      'create.plain',
    ]);

    expect(stdout).toMatch(/^create\.largest .*\n$/);
  });

  test.runIf(process.platform !== 'win32')('ends every process at Ctrl+C', async () => {
    const file = join(folder, 'pids.txt');
    const waits = `require('fs').appendFileSync(${JSON.stringify(file)}, process.pid + '\\n'); setInterval(() => {}, 1000)`;
    const child = startCli(['suite', '--jobs', '2', '--', process.execPath, '--eval', waits]);
    const pids = () => {
      try {
        return readFileSync(file, 'utf8').trim().split('\n').map(Number);
      } catch {
        return [];
      }
    };
    await expect.poll(() => pids().length, { timeout: 60_000 }).toBe(2);

    child.kill('SIGINT');
    const { stderr, exitCode } = await ended(child);

    expect(stderr).toContain('Stopped. Every process of the command was ended.');
    expect(exitCode).toBe(2);
    expect(pids().filter(isRunning)).toEqual([]);
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
