import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startServer } from '../../src/server/index.ts';

const run = promisify(execFile);
const fileBeside = (name: string) => fileURLToPath(new URL(name, import.meta.url));

function isThere(command: string): boolean {
  const found = spawnSync(command, ['--version']).status === 0;
  if (!found) console.warn(`Skipped: there is no ${command} on this machine.`);
  return found;
}

describe.skipIf(!isThere('python3'))("Python's standard library", () => {
  test('drives a connection through its whole life', async () => {
    await using server = await startServer();

    const { stdout } = await run('python3', [fileBeside('life.py'), server.url]);

    expect(JSON.parse(stdout)).toMatchObject([
      { asked: 'POST', status: 201, body: { id: 'contosohr', '@odata.context': expect.stringContaining(server.url) } },
      { asked: 'POST', status: 409, body: { error: { code: 'NameAlreadyExists' } } },
      { asked: 'GET', status: 200, body: { value: [{ id: 'contosohr' }] } },
      { asked: 'PATCH', status: 204, body: null },
      { asked: 'PATCH', status: 202, body: null },
      { asked: 'GET', status: 200, body: { status: 'completed', error: null } },
      { asked: 'GET', status: 200, body: { properties: [{ name: 'title', isSearchable: true }] } },
      { asked: 'GET', status: 200, body: { state: 'ready', description: 'Everybody who works here' } },
      { asked: 'DELETE', status: 202, body: null },
      { asked: 'GET', status: 404, body: { error: { code: 'ItemNotFound' } } },
    ]);
  });

  test('speaks TLS with the certificate that the server made', async () => {
    await using server = await startServer({ tls: true });
    const folder = await mkdtemp(join(tmpdir(), 'certificate-'));
    const file = join(folder, 'certificate.pem');
    await writeFile(file, server.certificate ?? '');

    const { stdout } = await run('python3', [fileBeside('life.py'), server.url, file]);

    const statuses = JSON.parse(stdout).map(({ status }: { status: number }) => status);
    expect(statuses).toEqual([201, 409, 200, 204, 202, 200, 200, 200, 202, 404]);
    await rm(folder, { recursive: true });
  });
});

describe('the Graph client of Microsoft', () => {
  test('drives a connection through its whole life over TLS', async () => {
    await using server = await startServer({ tls: true });
    const folder = await mkdtemp(join(tmpdir(), 'certificate-'));
    const file = join(folder, 'certificate.pem');
    await writeFile(file, server.certificate ?? '');

    const { stdout } = await run('node', [fileBeside('graph-client.ts'), server.url], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: file },
    });

    expect(JSON.parse(stdout)).toMatchObject({
      created: { id: 'contosohr', state: 'draft' },
      duplicate: { status: 409, code: 'NameAlreadyExists', requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      listed: { value: [{ id: 'contosohr' }] },
      updated: 'nothing',
      registered: {},
      schema: { properties: [{ name: 'title', labels: ['title'] }] },
      ready: { state: 'ready', description: 'Everybody who works here' },
      deleted: {},
      gone: { status: 404, code: 'ItemNotFound' },
    });
    await rm(folder, { recursive: true });
  });
});

describe.skipIf(!isThere('curl'))('curl', () => {
  const headers = ['-H', 'Authorization: Bearer any-access-token', '-H', 'Content-Type: application/json'];
  const status = ['--silent', '--output', '-', '--write-out', '\n%{http_code}'];

  test('drives a connection through its whole life', async () => {
    await using server = await startServer();

    const { stdout } = await run('sh', [fileBeside('life.sh'), server.url]);

    expect(stdout.trim().split('\n')).toEqual(['201', '409', '200', '204', '200', '202', '404']);
  });

  test('learns that a body is too large while it is still sending', async () => {
    await using server = await startServer({ bodyLimit: 1000 });
    const large = 'x'.repeat(100_000);

    const { stdout } = await run('curl', [
      ...status,
      ...headers,
      '--data',
      large,
      `${server.url}/v1.0/external/connections`,
    ]);

    expect(stdout).toMatch(/"code":"RequestEntityTooLarge".*\n413$/);
  });
});

describe.for([
  ['python3', 'control.py'],
  ['ruby', 'control.rb'],
] as const)('a test in %s', ([command, script]) => {
  test.skipIf(!isThere(command))(
    'starts serve, and drives it by the control API alone',
    { timeout: 60_000 },
    async () => {
      const serve = [process.execPath, fileBeside('../../src/cli/main.ts'), 'serve'];

      const { stdout } = await run(command, [
        fileBeside(script),
        ...serve,
        ...['--port', '0', '--json', '--exit-with-parent'],
      ]);

      expect(JSON.parse(stdout)).toEqual({
        event: 'listening',
        planned: 201,
        throttled: [429, 'TooManyRequests', '2'],
        created: 201,
        refused: 400,
        journal: [
          [429, []],
          [201, []],
          [400, ['id.alphanumeric']],
        ],
        stored: ['contosohr'],
        reset: 204,
        left: [],
        exit: 0,
        lines: ['exchange', 'exchange', 'exchange'],
        gone: true,
      });
    },
  );
});
