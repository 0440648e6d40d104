import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { CommandError, commandClient, runSuite, type SuiteOptions, situations } from '../../src/suite/index.ts';
import { errorOf, kindsOf, run } from './run.ts';

/** Posts what it reads, and fails with the status and the text of the response. */
const posts = `
  let body = '';
  for await (const chunk of process.stdin) body += chunk;
  const { GRAPH_URL, GRAPH_ACCESS_TOKEN, GRAPH_API_VERSION } = process.env;
  const post = () => fetch(GRAPH_URL + '/' + GRAPH_API_VERSION + '/external/connections', {
    method: 'POST',
    headers: { Authorization: 'Bearer ' + GRAPH_ACCESS_TOKEN, 'Content-Type': 'application/json' },
    body,
  });
  const response = await post();
  const text = await response.text();
  if (response.status !== 201) {
    console.error('Graph returned ' + response.status + ': ' + text);
    process.exitCode = 1;
  }
`;

/** A client whose program runs some code after it has posted. */
function program(...code: readonly string[]) {
  return commandClient(process.execPath, ['--input-type=module', '--eval', [posts, ...code].join('\n')]);
}

const isPosix = process.platform !== 'win32';

describe('a command', { timeout: 120_000 }, () => {
  test.for(['create.plain', 'create.settings', 'create.twoAtOnce', 'name.nonAscii', 'create.betaVersion'])(
    'that posts its standard input passes %s',
    async (key) => {
      await expect(run(key, program())).resolves.toMatchObject({ ended: 'resolved' });
    },
  );

  test('trusts the certificate of a server with TLS', async () => {
    await expect(run('create.plain', program(), { tls: true })).resolves.toMatchObject({ ended: 'resolved' });
  });

  test.for(['error.500', 'refused.idHyphen', 'connection.hang', 'throttled.once', 'duplicate.sameId'])(
    'that fails with its reason on standard error passes %s',
    async (key) => {
      await expect(run(key, program())).resolves.toMatchObject({ ended: 'rejected' });
    },
  );

  test.for([
    ['end.swallowed', 'error.500', 'process.exitCode = 0;'],
    ['end.refusedSuccess', 'create.plain', 'process.exitCode = 3;'],
    ['end.wrongResult', 'create.plain', "console.log(JSON.stringify({ id: 'another', state: 'draft' }));"],
    ['leak.print', 'create.plain', 'console.log(GRAPH_ACCESS_TOKEN);'],
    ['leak.print', 'create.plain', "console.error('Authorization: Bearer ' + GRAPH_ACCESS_TOKEN.slice(0, 150));"],
    ['pace.endless', 'error.500', 'for (;;) await post().then((one) => one.text());'],
    ['pace.pointless', 'refused.idHyphen', 'await post();'],
    ['end.refusedSuccess', 'create.plain', "process.kill(process.pid, 'SIGKILL');"],
    [
      'end.refusedSuccess',
      'create.plain',
      "for (;;) await new Promise((done) => process.stdout.write('All is well.\\n'.repeat(10_000), done));",
    ],
  ] as const)('has the finding %s in %s for %j', async ([kind, key, code]) => {
    expect(await kindsOf(key, program(code))).toContain(kind);
  });

  test('that fails with the same words whatever happened has a finding', async () => {
    const silent = `${posts.replace("'Graph returned ' + response.status + ': ' + text", "'It did not work.'")}`;
    const client = commandClient(process.execPath, ['--input-type=module', '--eval', silent]);

    expect(await kindsOf('error.500', client)).toEqual(['end.silent']);
  });

  test('that dies of an error of its language has a finding', async () => {
    const reads = posts.replace("'Graph returned ' + response.status + ': ' + text", 'JSON.parse(text).error.message');
    const client = commandClient(process.execPath, ['--input-type=module', '--eval', reads]);

    expect(await kindsOf('error.htmlPage', client)).toContain('end.ownError');
  });

  test.for([
    [
      'Perl',
      'malformed JSON string, neither array, object, number, string or atom, at character offset 0 (before "<!DOCTYPE html>...") at create.pl line 4.',
    ],
    ['Go', "invalid character '<' looking for beginning of value\nexit status 1"],
    ['Go', 'panic: interface conversion: interface {} is nil, not map[string]interface {}\n\ngoroutine 1 [running]:'],
    [
      'Rust',
      "thread 'main' panicked at main.rs:10:70:\ncalled `Option::unwrap()` on a `None` value\nstack backtrace:\n   0: main\n             at ./main.rs:10:70\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
    ],
    ['PHP', 'PHP Fatal error:  Uncaught Error: Call to a member function code() on null in create.php:8'],
    ['Python, in colours', "\u001b[1;35mKeyError\u001b[0m: \u001b[35m'error'\u001b[0m"],
  ])('that dies of an error of %s has a finding', async ([, text = '']) => {
    const dies = posts.replace("'Graph returned ' + response.status + ': ' + text", JSON.stringify(text));
    const client = commandClient(process.execPath, ['--input-type=module', '--eval', dies]);
    const { findings } = await errorOf('error.htmlPage', client);

    expect(findings).toMatchObject([
      { kind: 'end.ownError', received: expect.not.stringMatching(/RUST_BACKTRACE|exit status|u001b/) },
    ]);
  });

  test('that trusts authorities of its own behind the proxy has a finding that names the file to trust', async () => {
    const code = `
      const { rootCertificates } = require('node:tls');
      require('node:https').get('https://graph.microsoft.com/v1.0/external/connections', { ca: rootCertificates });
    `;
    const { findings } = await errorOf('create.plain', commandClient(process.execPath, ['--eval', code]), {
      over: 'proxy',
    });

    expect(findings).toMatchObject([{ kind: 'sent.unseen', fix: expect.stringContaining('SSL_CERT_FILE') }]);
  });

  test('gets the values of the connection as arguments, one each, without a shell', async () => {
    const prints = "console.error(process.argv.slice(1).join('|')); process.exit(9)";
    const args = ['--eval', prints, '--', '{id}', 'name={name}', '{other}', '$({description})'];
    const { findings } = await errorOf('create.plain', commandClient(process.execPath, args));

    expect(findings[0]?.received).toBe(
      'exit code 9: ContosoHR2026|name=Contoso HR|{other}|$(Employees, teams and policies of Contoso)',
    );
  });

  test('may close its standard input', async () => {
    const client = commandClient(process.execPath, ['--eval', 'process.stdin.destroy(); process.exit(4)']);
    const { findings } = await errorOf('create.largest', client);

    expect(findings).toMatchObject([{ kind: 'end.neverSent', received: 'exit code 4: it printed nothing' }]);
  });

  test('that does not find its file has the reason in the finding', async () => {
    const { findings } = await errorOf('create.plain', commandClient(process.execPath, ['no-such-file.js']));

    expect(findings).toMatchObject([
      {
        kind: 'end.neverSent',
        received: expect.stringMatching(/^exit code 1: Error: Cannot find module '.*no-such-file\.js'$/),
      },
    ]);
  });

  test('that never ends is ended', async () => {
    const client = program("process.on('SIGTERM', () => {}); await new Promise(() => setInterval(() => {}, 1000));");

    expect(await kindsOf('create.plain', client, { timeoutMs: 2000 })).toEqual(['end.pending']);
  });

  test('may listen itself', async () => {
    const listens = `
      const { createServer } = await import('node:http');
      const server = createServer((request, response) => response.end()).listen(0, '127.0.0.1');
    `;

    expect(await run('create.plain', program(listens, 'server.close();'))).toMatchObject({ ended: 'resolved' });
    expect(await kindsOf('create.plain', program(listens), { timeoutMs: 2000 })).toEqual(['end.pending']);
  });

  test.runIf(process.platform === 'linux')('has a peak of memory, with what it starts', async () => {
    const client = program(`
      const { spawnSync } = await import('node:child_process');
      const code = 'const all = Buffer.alloc(150e6, 1); setTimeout(() => all, 1000)';
      spawnSync(process.execPath, ['--eval', code]);
    `);

    await run('create.plain', client);

    expect(client.peakMemory()).toBeGreaterThan(150e6);
    expect(client.peakMemory()).toBeLessThan(2e9);
  });

  test('that never ends in three situations is run in no more', async () => {
    const client = commandClient(process.execPath, ['--eval', 'setInterval(() => {}, 1000)']);
    const report = await runSuite('never ends', client, { jobs: 3, timeoutMs: 1000 });

    expect(report.passed).toBe(0);
    // Two may have begun when the third ended.
    expect(report.notRun).toBeGreaterThanOrEqual(situations.length - 5);
  });

  test.runIf(isPosix)('that leaves a process running has a finding, and the process is ended', async () => {
    const stays = `
      const { spawn } = await import('node:child_process');
      const code = 'setInterval(() => {}, 1000)';
      spawn(process.execPath, ['--eval', code, '${import.meta.filename}'], { stdio: 'inherit' }).unref();
      process.exit(0);
    `;

    expect(await kindsOf('create.plain', program(stays))).toEqual(['end.left']);
    expect(processesNamed(import.meta.filename)).toEqual([]);
  });

  test.runIf(process.platform === 'linux')('that leaves a process in a session of its own does too', async () => {
    const stays = `
      const { spawn } = await import('node:child_process');
      const code = 'setInterval(() => {}, 1000)';
      spawn(process.execPath, ['--eval', code, 'session of ${process.pid}'], { stdio: 'ignore', detached: true }).unref();
      process.exit(0);
    `;

    expect(await kindsOf('create.plain', program(stays))).toEqual(['end.left']);
    expect(processesNamed(`session of ${process.pid}`)).toEqual([]);
  });

  test.runIf(isPosix)('that sends a request after its end has a finding', async () => {
    const later = `
      const { spawn } = await import('node:child_process');
      const { hostname, port, pathname } = new URL(GRAPH_URL + '/v1.0/external/connections');
      const request = 'GET ' + pathname + ' HTTP/1.1\\r\\nHost: ' + hostname + ':' + port + '\\r\\n\\r\\n';
      // Not once: on a busy machine one request may come before the suite sees the end of the program, or after the
      // half second that what is left gets.
      const code = 'import { connect } from "node:net"; const parent = process.ppid;' +
        'const socket = connect(' + port + ', "' + hostname + '", async () => { process.stdout.write("ready");' +
        'while (process.ppid === parent) await new Promise(setImmediate);' +
        'setInterval(() => socket.write(' + JSON.stringify(request) + '), 50) }); socket.on("error", () => process.exit())';
      const args = ['--input-type=module', '--eval', code];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
      child.stdout.once('data', () => process.exit(0));
    `;

    expect(await kindsOf('create.plain', program(later))).toContain('sent.late');
  });

  test('that does not exist is an error, and no finding', async () => {
    const client = commandClient('no-such-program');

    await expect(run('create.plain', client)).rejects.toThrow(
      /^Cannot run "no-such-program": there is no such program/,
    );
    await expect(runSuite('none', client)).rejects.toThrow(/^Cannot run/);
  });

  test('is ended by its signal', async () => {
    const stop = new AbortController();
    const client = commandClient(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { signal: stop.signal });
    const running = kindsOf('create.plain', client);

    await delay(500);
    stop.abort();

    expect(await running).toEqual(['end.neverSent']);
  });

  test('runs beside other situations of it', async () => {
    const client = program();
    const some = situations.slice(0, 6);

    const reports = await Promise.all(some.map((one) => one.run(client)));

    expect(reports.map(({ skipped }) => skipped)).toEqual(some.map(() => undefined));
  });

  test('can be called without the suite', async () => {
    const client = commandClient(process.execPath, ['--eval', 'process.exit(5)']);
    const input = {
      graphUrl: 'http://127.0.0.1:1',
      accessToken: 'a-token',
      connection: { id: 'contosohr', name: 'Contoso HR' },
      version: 'v1.0',
      sleep: async () => {},
      now: () => new Date(),
      signal: new AbortController().signal,
    } as const;

    await expect(client(input)).rejects.toThrow(CommandError);
  });
});

/** The processes of this machine with a text in their command line. */
function processesNamed(text: string): readonly string[] {
  const lines = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(text) && line.includes('setInterval') && !line.includes('GRAPH_URL'));
}

test.for([
  ['sh', ['-c', 'create {id}'], '{id} cannot stand in a script of sh'],
  ['bash', ['-o', 'errexit', '-ec', 'create {name}'], '{name} cannot stand in a script of bash'],
  ['/usr/bin/env', ['A=1', 'dash', '-c', '{id}'], '{id} cannot stand in a script of dash'],
  ['pwsh', ['-NoProfile', '-Command', '{id}'], '{id} cannot stand in a script of pwsh'],
  ['cmd.exe', ['/c', '{description}'], '{description} cannot stand in a script of cmd.exe'],
  ['', [], 'commandClient takes a command and a list of its arguments'],
] as const)('commandClient refuses %j %j', ([command, args, message]) => {
  expect(() => commandClient(command, args)).toThrow(message);
});

test.for([
  ['sh', ['create.sh', '-c', '{id}']],
  ['pwsh', ['-ExecutionPolicy', 'Bypass', '-File', 'create.ps1', '{id}']],
  ['sh', ['-c', 'cat {}']],
] as const)('commandClient accepts %j %j', ([command, args]) => {
  expect(commandClient(command, args)).toBeTypeOf('function');
});

test('commandClient refuses options that it does not have', () => {
  const options = { timeout: 5 } as SuiteOptions;

  expect(() => commandClient('sh', ['create.sh'], options as object)).toThrow('commandClient has no option "timeout".');
});

test('a command cannot be reached in memory', async () => {
  await expect(run('create.plain', program(), { over: 'memory' })).rejects.toThrow('The option over is "memory".');
});
