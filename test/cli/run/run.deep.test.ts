import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { runCli, startCli } from '../run-cli.ts';

const program = (name: string) => fileURLToPath(new URL(`programs/${name}`, import.meta.url));

/** A machine that is busy starts processes slowly. */
const slowly = { timeout: 60_000 };

const folder = await mkdtemp(join(tmpdir(), 'run-'));

afterAll(() => rm(folder, { recursive: true }));

const withoutTimes = (text: string) => text.replaceAll(/^\d\d:\d\d:\d\d/gm, '12:00:00');

describe('run', slowly, () => {
  test('leads a program in Node to the emulator, and prints at the end what it did', async () => {
    const { stdout, stderr, exitCode } = await runCli(['run', '--', process.execPath, program('fetch.mjs')]);

    expect(stdout).toBe('POST / 201\nGET /contosohr 200\n');
    expect(withoutTimes(stderr).replace(/^.* ended/m, 'node fetch.mjs ended')).toMatchInlineSnapshot(`
      "
      node fetch.mjs ended with exit code 0: 2 requests to Microsoft Graph, 1 token.
        token             1 × 200
        createConnection  1 × 201
        getConnection     1 × 200

      Least privileged permissions (application): ExternalConnection.ReadWrite.OwnedBy

      "
    `);
    expect(exitCode).toBe(0);
  });

  test('prints each refused request with the rule, the value and the fix', async () => {
    const { stdout, stderr } = await runCli(['run', '--', process.execPath, program('fetch.mjs'), 'contoso-hr']);

    expect(stdout).toContain('POST / 400');
    expect(withoutTimes(stderr)).toContain(
      [
        '1 request was refused:',
        '12:00:00  POST  /v1.0/external/connections  400 InvalidRequest',
        '          id must contain only ASCII letters and digits, got "contoso-hr". (rule id.alphanumeric)',
        '          → Use letters and digits only: no hyphen, underscore, space or accent.',
      ].join('\n'),
    );
  });

  test('plans faults, and prints which were used', async () => {
    const faults = ['--fault', 'throttled', '--fault', '{"fault":"throttled","on":"putItem","times":2}'];

    const { stdout, stderr } = await runCli(['run', ...faults, '--', process.execPath, program('fetch.mjs')]);

    expect(stdout).toContain('POST / 429');
    expect(stderr).toContain('createConnection  1 × 429 (throttled)');
    expect(stderr).toContain('Planned faults that were used: throttled (1 time)\n');
    expect(stderr).toContain('Planned faults that were not used: throttled on putItem (2 more times)\n');
  });

  test('writes JUnit, JSON and HAR, without a credential', async () => {
    const [junit, json, har] = ['junit.xml', 'run.json', 'run.har'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];

    await runCli([
      ...['run', '--junit', junit, '--json', json, '--har', har],
      ...['--', process.execPath, program('fetch.mjs'), 'contoso-hr', '--client-secret', 'made-up-secret'],
    ]);

    const texts = await Promise.all([junit, json, har].map((file) => readFile(file, 'utf8')));
    expect(texts[0]).toContain('<testsuite name="run" tests="4" failures="1"');
    expect(texts[0]).toContain('rule id.alphanumeric');
    expect(JSON.parse(texts[1] ?? '')).toMatchObject({
      exitCode: 0,
      tokens: 1,
      requests: 2,
      results: { token: { 200: 1 }, createConnection: { 400: 1 }, getConnection: { 404: 1 } },
      refused: [{ count: 1, violations: [{ rule: 'id.alphanumeric' }] }],
      permissions: { application: { least: ['ExternalConnection.ReadWrite.OwnedBy'] } },
    });
    expect(JSON.parse(texts[2] ?? '')).toMatchObject({
      log: {
        version: '1.2',
        entries: [
          {
            request: { method: 'POST', postData: { mimeType: 'application/json' } },
            response: { status: 400, content: { text: expect.stringContaining('InvalidRequest') } },
          },
          { request: { method: 'GET' }, response: { status: 404 } },
        ],
      },
    });
    expect(texts.join()).not.toMatch(/eyJ|made-up-secret/);
  });

  test('prints the summary, then exits with 2, where a file cannot be written', async () => {
    const { stderr, exitCode } = await runCli(['run', '--json', join(folder, 'missing', 'run.json'), '--', 'true']);

    expect(stderr).toContain('true ended with exit code 0');
    expect(stderr).toContain('of --json: ENOENT');
    expect(exitCode).toBe(2);
  });

  test('starts with the connections of --load', async () => {
    const file = join(folder, 'connections.json');
    await writeFile(file, '[{"id":"contosohr","name":"Contoso HR"}]');

    const { stdout } = await runCli(['run', '--load', file, '--', process.execPath, program('fetch.mjs')]);

    expect(stdout).toBe('POST / 409\nGET /contosohr 200\n');
  });

  test('responds from a mocks file to what is not emulated, which --strict accepts', async () => {
    const file = join(folder, 'mocks.json');
    const root = 'https://graph.microsoft.com/v1.0';
    const mocks = [
      { request: { url: `${root}/users*` }, response: { body: { value: [{ id: 'megan' }] } } },
      { request: { url: `${root}/external/connections*` }, response: { statusCode: 500 } },
    ];
    await writeFile(file, JSON.stringify({ mocks }));
    const get = `for (const path of ['/users?$top=1', '/external/connections']) {
      const headers = { Authorization: 'Bearer an-opaque-token' };
      const response = await fetch('${root}' + path, { headers });
      console.log(response.status, (await response.json()).value.length);
    }`;

    const { stdout, stderr, exitCode } = await runCli([
      ...['run', '--strict', '--mocks', file],
      ...['--', process.execPath, '--input-type=module', '-e', get],
    ]);

    expect(stdout).toBe('200 1\n200 0\n');
    expect(stderr).toContain('  mocked           1 × 200\n');
    expect(stderr).toContain('The kit emulates GET /v1.0/external/connections itself: mocks[1] is not used for it.\n');
    expect(exitCode).toBe(0);
  });

  test.for([
    [['--mocks', 'no-such-mocks.json'], 'Cannot use the mocks file no-such-mocks.json: it does not exist.'],
    [['--fault', 'throtled'], 'There is no fault "throtled". Did you mean "throttled"?'],
    [['--load', 'no-such-file.json'], 'no-such-file.json'],
  ] as const)('exits with 2 for %j, and runs nothing', async ([flags, message]) => {
    const { stdout, stderr, exitCode } = await runCli(['run', ...flags, '--', 'echo', 'it ran']);

    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toContain(message);
  });

  test('prints the permissions that are missing and superfluous in --roles', async () => {
    const roles = ['ExternalItem.ReadWrite.All', 'ExternalConnection.Read.All'].join();

    const { stdout, stderr } = await runCli(['run', '--roles', roles, '--', process.execPath, program('fetch.mjs')]);

    expect(stdout).toContain('POST / 403');
    expect(stderr).toContain('Least privileged permissions (application): ExternalConnection.ReadWrite.OwnedBy\n');
    expect(stderr).toContain('Missing in --roles: ExternalConnection.ReadWrite.OwnedBy\n');
    expect(stderr).toContain('Superfluous in --roles: ExternalItem.ReadWrite.All, ExternalConnection.Read.All\n');
  });

  test.for([
    [['exit 7'], 7],
    [['kill -TERM $$'], 143],
    [['kill -KILL $$'], 137],
  ] as const)('ends with the exit code of sh -c %j', async ([command, expected]) => {
    expect(await runCli(['run', '--', 'sh', '-c', ...command])).toMatchObject({ exitCode: expected });
  });

  test('keeps the certificates of --ca-dir, and uses them again', async () => {
    const kept = join(folder, 'certificates');
    const args = ['run', '--ca-dir', kept, '--', process.execPath, program('fetch.mjs')];

    const first = await runCli(args);
    const authority = await readFile(join(kept, 'ca.pem'), 'utf8');
    const second = await runCli(args);

    expect(first.stderr).toMatch(/^New certificates are in .*certificates until .*Programs must trust its ca\.pem\.\n/);
    expect(second).toMatchObject({ stdout: first.stdout, exitCode: 0 });
    expect(second.stderr).not.toContain('certificates');
    expect(await readFile(join(kept, 'ca.pem'), 'utf8')).toBe(authority);
  });

  test('ends with 127 where the command is not found, and with 126 where it is not executable', async () => {
    const file = join(folder, 'not-executable');
    await writeFile(file, '');

    expect(await runCli(['run', '--', 'no-such-command'])).toEqual({
      stdout: '',
      stderr: 'Cannot run "no-such-command": the command was not found. Check its name and PATH.\n',
      exitCode: 127,
    });
    expect(await runCli(['run', '--', file])).toMatchObject({ exitCode: 126 });
    expect(await runCli(['run', '--', join(file, 'program')])).toMatchObject({
      stderr: expect.stringContaining('ENOTDIR. Check that it is an executable file.'),
      exitCode: 126,
    });
  });

  test('passes on standard input and options of the program', async () => {
    const { stdout } = await runCli(['run', 'sh', '-c', 'cat; echo "$@"', 'sh', '--strict', '--help'], {
      stdin: 'in\n',
    });

    expect(stdout).toBe('in\n--strict --help\n');
  });

  test('says first that no request came, and why that can be', async () => {
    const { stderr } = await runCli(['run', '--', 'true']);

    expect(stderr.split('\n').slice(1, 4)).toEqual([
      'true ended with exit code 0: no requests to Microsoft Graph, no tokens.',
      'No request to Microsoft Graph and no request for a token was seen. Possible reasons:',
      '  - The program ended before it sent one, or caught an error: read what it printed.',
    ]);
  });

  test('prints why a request for a token was refused', async () => {
    const form = `new URLSearchParams({ grant_type: 'client_credentials', client_id: 'app', scope: 'all' })`;
    const login = `fetch('https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token', { method: 'POST', body: ${form} })`;

    const { stderr } = await runCli(['run', '--', process.execPath, '-e', login]);

    expect(stderr).toMatch(
      /\n1 request to a login host was refused:\n {2}POST login\.microsoftonline\.com\/contoso\.com\/oauth2\/v2\.0\/token {2}400 invalid_\w+\n {10}AADSTS\d+: .+\.\n/,
    );
    expect(stderr).not.toContain('Trace ID');
  });

  test('says that a program does not trust the certificate, as with certificates of its own', async () => {
    const get = `require('node:https').get('https://graph.microsoft.com/', { ca: [] }).on('error', () => {});`;

    const { stderr } = await runCli(['run', '--', process.execPath, '-e', get]);

    expect(stderr).toContain('  - It does not trust the certificate: see the failed tunnels below.\n');
    expect(stderr).toContain('  graph.microsoft.com: the program ended the TLS handshake, as it does where');
  });

  test('blocks other hosts, and names the option that allows them', async () => {
    const get = `fetch('https://api.contoso.example/').catch(({ cause }) => console.log(cause?.message))`;

    const { stderr, exitCode } = await runCli(['run', '--', process.execPath, '-e', get]);

    expect(stderr).toContain(
      '  api.contoso.example:443: requests to other hosts are blocked. To allow this one, add --allow api.contoso.example.\n',
    );
    expect(exitCode).toBe(0);
  });

  test('removes its files, also after SIGTERM, which the program gets too', async () => {
    const trap = `trap 'echo got it; exit 3' TERM; echo ready $SSL_CERT_FILE; while :; do sleep 0.1; done`;
    const child = startCli(['run', '--', 'sh', '-c', trap]);
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk;
    });
    const ended = new Promise((resolve) => child.on('close', resolve));
    await expect.poll(() => printed, slowly).toMatch(/ready .*\n/);
    const bundle = /ready (.*)/.exec(printed)?.[1] ?? '';
    expect(existsSync(bundle)).toBe(true);

    child.kill('SIGTERM');

    expect(await ended).toBe(3);
    expect(printed).toContain('got it');
    expect(existsSync(bundle)).toBe(false);
  });

  test.skipIf(process.platform !== 'linux')('ends a process that has left the group of the program', async () => {
    const { stdout, stderr } = await runCli(['run', '--', 'sh', '-c', 'setsid sleep 600 >/dev/null 2>&1 & echo $!']);

    expect(stderr).toContain('Processes of the program that were still running, and were ended: 1.\n');
    // One that has ended, and that its parent has not collected, has no command line.
    expect(await readFile(`/proc/${stdout.trim()}/cmdline`, 'utf8').catch(() => '')).toBe('');
  });
});

describe('run --strict', slowly, () => {
  const blocked = `fetch('https://api.contoso.example/').catch(() => {})`;
  const login = 'https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token';
  const badLogin = `fetch('${login}', { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials' }) })`;
  const otherHost = `
    const { hostname: host, port } = new URL(process.env.HTTPS_PROXY);
    require('node:http').request({ host, port, method: 'CONNECT', path: 'graph.microsoft.com:443' })
      .on('connect', (response, socket) => {
        const tls = require('node:tls').connect({ socket, servername: 'graph.microsoft.com' });
        tls.resume().write(['GET /v1.0 HTTP/1.1', 'Host: graph.evil.example', 'Connection: close', '', ''].join('\\r\\n'));
      }).end();`;
  const notEmulated = `fetch('https://graph.microsoft.com/v1.0/users')`;

  test.for([
    ['a request broke a rule', [program('fetch.mjs'), 'contoso-hr']],
    ['a request went to another host', ['-e', blocked]],
    ['a request is not emulated', ['-e', notEmulated]],
    ['a request for a token was refused', ['-e', badLogin]],
    ['a request in a tunnel names another Host', ['-e', otherHost]],
  ] as const)('exits with 1 where %s', async ([, args]) => {
    expect(await runCli(['run', '--strict', '--', process.execPath, ...args])).toMatchObject({ exitCode: 1 });
  });

  test.skipIf(spawnSync('python3', ['--version']).status !== 0)(
    'exits with 1 where the program does not trust the certificate',
    async () => {
      const get = `
import ssl, urllib.request
try:
    urllib.request.urlopen('https://graph.microsoft.com/v1.0', context=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
except OSError:
    pass`;

      const { stderr, exitCode } = await runCli(['run', '--strict', '--', 'python3', '-c', get]);

      expect(stderr).toContain('  - It does not trust the certificate: see the failed tunnels below.\n');
      expect(stderr).toContain('  graph.microsoft.com: the program ended the TLS handshake, as it does where');
      expect(exitCode).toBe(1);
    },
  );

  test('exits with 0 where no request was refused, though one got 404 and one 409', async () => {
    const more = `const { default: _ } = await import(${JSON.stringify(program('fetch.mjs'))});
      const headers = { Authorization: 'Bearer an-opaque-token', 'Content-Type': 'application/json' };
      const url = 'https://graph.microsoft.com/v1.0/external/connections';
      console.log((await fetch(url + '/missing', { headers })).status);
      const body = JSON.stringify({ id: 'contosohr', name: 'Contoso HR', description: 'Employees' });
      console.log((await fetch(url, { method: 'POST', headers, body })).status);`;

    const { stdout, exitCode } = await runCli([
      'run',
      '--strict',
      '--',
      process.execPath,
      '--input-type=module',
      '-e',
      more,
    ]);

    expect(stdout).toContain('404\n409\n');
    expect(exitCode).toBe(0);
  });

  test('leaves the exit code of a program that failed', async () => {
    const code = `${notEmulated}.then(() => process.exit(5))`;

    expect(await runCli(['run', '--strict', '--', process.execPath, '-e', code])).toMatchObject({ exitCode: 5 });
  });
});
