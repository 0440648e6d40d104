import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { makeCertificate } from '../../src/server/certificate.ts';
import { createRequest } from '../emulator/requests.ts';
import { type CliProcess, ended, runCli, startCli } from './run-cli.ts';

const children: CliProcess[] = [];

/** A machine that is busy starts a process slowly. */
const slowly = { timeout: 60_000 };

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** A server of the command line, with what it has printed so far. */
async function serve(...flags: readonly string[]) {
  const child = startCli(['serve', '--port', '0', ...flags]);
  children.push(child);
  const printed = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    printed.stdout += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    printed.stderr += chunk;
  });
  await expect.poll(() => printed.stdout, slowly).toContain('Ctrl+C');
  const url = /https?:\/\/\S+/.exec(printed.stdout)?.[0] ?? '';
  const banner = printed.stdout;
  const log = () => printed.stdout.slice(banner.length).replaceAll(/^\d\d:\d\d:\d\d/gm, '12:00:00');
  return { child, url, banner, log, printed };
}

function create(root: string, body?: object): Promise<Response> {
  return fetch(createRequest(body, { url: `${root}/v1.0/external/connections` }));
}

describe('serve', { timeout: 120_000 }, () => {
  test('prints its URL, the profile, and a command to try it', async () => {
    const { url, banner } = await serve('--profile', 'live');

    expect(banner.replaceAll(url, 'http://127.0.0.1:3000')).toMatchInlineSnapshot(`
      "Microsoft Graph external connections, in memory

        Server       http://127.0.0.1:3000  instead of https://graph.microsoft.com
        Page         http://127.0.0.1:3000/  shows the requests of your client
        Profile      live

      Try it from another terminal:
        npx external-connection-testkit build | curl -H "Authorization: Bearer any" --json @- http://127.0.0.1:3000/v1.0/external/connections

      Press Ctrl+C to stop.

      "
    `);
  });

  test('prints each request in a line, and the rule and the fix for a refused one', async () => {
    const { url, log } = await serve('--profile', 'documented');

    await create(url);
    await create(url, { id: 'contoso-hr' });
    await create(url, { id: undefined });
    await fetch(`${url}/v1.0/me?select=id`);
    await fetch(createRequest({ name: 'x'.repeat(4_100_000) }, { url: `${url}/beta/external/connections` }));

    await expect.poll(log, slowly).toContain('413');
    expect(log()).toMatchInlineSnapshot(`
      "12:00:00  POST  /v1.0/external/connections  201
      12:00:00  POST  /v1.0/external/connections  400 InvalidRequest
                id must contain only ASCII letters and digits, got "contoso-hr". (rule id.alphanumeric)
                → Use letters and digits only: no hyphen, underscore, space or accent.
      12:00:00  POST  /v1.0/external/connections  201
                Accepted, but not right: A connection must have an id, got nothing. (rule id.required)
                → Choose an id of 3 to 32 letters and digits, and add it.
      12:00:00  GET  /v1.0/me?select=id  501 NotImplemented
                → The kit does not emulate this path; a handler or a mock of your own can respond.
      12:00:00  POST  /beta/external/connections  413 RequestEntityTooLarge (bodyTooLarge)
      "
    `);
  });

  test('prints no token and no control character', async () => {
    const { url, log } = await serve();

    await fetch(`${url}/v1.0/canary-token/\u009b`, { headers: { Authorization: 'Bearer canary-token' } });
    await create(url, { id: '\u009b31m' });

    await expect.poll(log, slowly).toContain(String.raw`\u009b31m`);
    expect(log()).not.toMatch(/canary|(?!\n)\p{Cc}/u);
  });

  test('with the same seed gives the same ids', async () => {
    const [first, second] = await Promise.all([serve('--seed', '5'), serve('--seed', '5')]);

    const [one, other] = await Promise.all([first, second].map(async ({ url }) => (await create(url)).headers));

    expect(one?.get('request-id')).toBe(other?.get('request-id'));
  });

  test.for(['SIGINT', 'SIGTERM'] as const)(
    'ends on %s with exit code 0, even with open connections',
    async (signal) => {
      const { child, url } = await serve();
      await create(url);

      child.kill(signal);

      const [exitCode] = await once(child, 'exit');
      expect(exitCode).toBe(0);
    },
  );

  test('warns where other machines can reach the host', async () => {
    const { printed } = await serve('--host', '0.0.0.0');

    await expect.poll(() => printed.stderr, slowly).toMatch(/^Warning: other machines can reach this server/);
  });

  test('does not warn where only this machine can', async () => {
    const { child, printed } = await serve('--host', 'localhost');

    child.kill('SIGINT');

    await once(child, 'close');
    expect(printed.stderr).toBe('');
  });

  test('exits with code 1 where the port is taken', async () => {
    const { url } = await serve();
    const { port } = new URL(url);

    expect(await runCli(['serve', '--port', port])).toEqual({
      stdout: '',
      stderr: `Cannot listen on http://127.0.0.1:${port}: the port is taken. Stop what listens there, or choose another port, or port 0 for any free one.\n`,
      exitCode: 1,
    });
  });
});

test('serve --proxy leads a program that stays as it is to the same emulator', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'serve-'));
  const { child, url, banner, printed } = await serve('--proxy', '--ca-file', join(folder, 'ca.pem'));
  const proxy = / {2}Proxy {8}(\S+)/.exec(banner)?.[1] ?? '';
  const [shell = ''] = /^export .*/m.exec(banner) ?? [];
  const get = `fetch('https://graph.microsoft.com/v1.0/external/connections/contosohr', { headers: { Authorization: 'Bearer an-opaque-token' } }).then(({ status }) => console.log(status))`;
  await create(url);

  const { stdout } = spawnSync('sh', ['-c', `${shell}; "$NODE" -e "$CODE"`], {
    env: { ...process.env, NODE: process.execPath, CODE: get },
    encoding: 'utf8',
  });

  expect(stdout).toBe('200\n');
  expect(banner).toContain(`$env:HTTPS_PROXY = '${proxy}'`);
  expect(readFileSync(join(folder, 'ca.pem'), 'utf8')).toContain('BEGIN CERTIFICATE');
  await expect.poll(() => printed.stdout, slowly).toContain('/v1.0/external/connections/contosohr  200');
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
  await rm(folder, { recursive: true });
});

describe('serve --tls', { timeout: 120_000 }, () => {
  async function post(url: string, ca: string): Promise<unknown> {
    const headers = { Authorization: 'Bearer any-access-token', 'Content-Type': 'application/json' };
    return await new Promise((resolve, reject) => {
      request(`${url}/v1.0/external/connections`, { method: 'POST', headers, ca }, (response) =>
        resolve(json(response)),
      )
        .on('error', reject)
        .end('{"id":"contosohr","name":"Contoso HR"}');
    });
  }

  test('writes the certificate to a file for clients, and removes it at the end', async () => {
    const { child, url, banner } = await serve('--tls');
    const file = / {2}Certificate {2}(.*)/.exec(banner)?.[1] ?? '';

    expect(banner.match(/\b\w+_CERTS?(?:_FILE)?=.*\.pem/g)).toEqual([
      `NODE_EXTRA_CA_CERTS=${file}`,
      `SSL_CERT_FILE=${file}`,
      `SSL_CERT_FILE=${file}`,
      `SSL_CERT_FILE=${file}`,
    ]);
    expect(await post(url, readFileSync(file, 'utf8'))).toMatchObject({ id: 'contosohr' });

    child.kill('SIGINT');
    await once(child, 'exit');
    expect(existsSync(file)).toBe(false);
  });

  test('uses the given certificate', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'serve-'));
    const { key, cert } = await makeCertificate(new Date());
    await writeFile(join(folder, 'key.pem'), key);
    await writeFile(join(folder, 'cert.pem'), cert);

    const { url, banner } = await serve('--cert', join(folder, 'cert.pem'), '--key', join(folder, 'key.pem'));

    expect(await post(url, cert)).toMatchObject({ id: 'contosohr' });
    expect(banner).not.toContain('Certificate');
    expect(new X509Certificate(cert).ca).toBe(false);
    await rm(folder, { recursive: true });
  });

  test.for([
    [
      ['--cert', 'missing.pem', '--key', 'missing.pem'],
      'Cannot read missing.pem of --cert: it does not exist. Use the path of a PEM file.',
    ],
    [
      ['--cert', 'package.json', '--key', 'package.json'],
      'The option --cert holds no matching pair. Use a private key and its certificate, both as PEM.',
    ],
    [['--fault', 'throttled:often'], 'The option chance is "often". Use a number above 0 and up to 1.'],
    [
      ['--fault', '{"fault":"throttled"'],
      'The plan {"fault":"throttled" is not JSON. Use {"fault":"throttled","retryAfter":2,"on":"createConnection","times":1}.',
    ],
    [
      ['--load', 'package.json', '--port', '0'],
      'Cannot read the connections of package.json. ✖ Use an object with an id\n  → at [0]',
    ],
    [
      ['--proxy', '--port', '0', '--ca-file', 'no-such-folder/ca.pem'],
      'Failed to write "no-such-folder/ca.pem" of --ca-file: ENOENT: no such file or directory.\nFix: name a file that can be written, in a folder that exists.',
    ],
  ] as const)('%j is refused with exit code 2', async ([flags, message]) => {
    expect(await runCli(['serve', ...flags])).toEqual({ stdout: '', stderr: `${message}\n`, exitCode: 2 });
  });
});

test.for(['--tls', '--proxy'])(
  'serve %s ends where the temporary folder cannot be used',
  { timeout: 120_000 },
  (flag) => {
    const { stdout, stderr, status } = spawnSync(process.execPath, ['src/cli/main.ts', 'serve', '--port', '0', flag], {
      env: { ...process.env, TMPDIR: '/dev/null' },
      encoding: 'utf8',
      timeout: 60_000,
    });

    const reason = 'ENOTDIR: not a directory. Set TMPDIR (on Windows TEMP) to a folder that can be written.';
    expect({ stdout, stderr, status }).toEqual({
      stdout: '',
      stderr: `Cannot write to the temporary folder /dev/null: ${reason}\n`,
      status: 2,
    });
  },
);

describe('serve --exit-with-parent', { timeout: 120_000 }, () => {
  test.for(['/dev/null', 'package.json'])('ends at once where standard input is %s', (file) => {
    const command = '"$NODE" src/cli/main.ts serve --port 0 --quiet --exit-with-parent < "$FILE"';

    const { stdout, stderr, status } = spawnSync('sh', ['-c', command], {
      env: { ...process.env, NODE: process.execPath, FILE: file },
      encoding: 'utf8',
    });

    expect(stdout).toMatch(/^http:\S+\n$/);
    expect(stderr).toContain('Standard input has ended, and with it the server: --exit-with-parent.\n');
    expect(status).toBe(0);
  });

  test('ends at a signal too, while standard input is open', async () => {
    const { child, printed } = await serve('--exit-with-parent');

    child.kill('SIGINT');

    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(printed.stderr).toBe('');
  });
});

test('no command loads the libraries of another', async () => {
  const trace = `data:text/javascript,import{registerHooks as r}from'node:module';r({load(u,c,n){if(/faker|srvx|proxy-chain|[/]sax[/]/.test(u))console.error(u);return n(u,c)}})`;
  const env = { NODE_OPTIONS: `--import ${JSON.stringify(trace)}` };
  const child = startCli(['serve', '--port', '0'], env);
  children.push(child);
  const rest = ended(child);
  await once(child.stdout, 'data');
  child.kill('SIGINT');

  const served = await rest;
  const checked = await runCli(['check'], { stdin: valid, env });
  const built = await runCli(['build'], { env });

  expect(served.stderr).toMatch(/srvx/);
  expect(served.stderr).not.toMatch(/faker|proxy-chain|sax/);
  expect(checked.stderr).toBe('');
  expect(built.stderr).toMatch(/faker/);
  expect(built.stderr).not.toMatch(/srvx|sax/);
});

const valid = '{"id":"contosohr","name":"Contoso HR"}';
