import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startServer } from '../../src/server/index.ts';

const run = promisify(execFile);
const script = fileURLToPath(new URL('create.py', import.meta.url));

function isThere(command: string): boolean {
  const found = spawnSync(command, ['--version']).status === 0;
  if (!found) console.warn(`Skipped: there is no ${command} on this machine.`);
  return found;
}

describe.skipIf(!isThere('python3'))("Python's standard library", () => {
  test('creates a connection, and is told of the duplicate', async () => {
    await using server = await startServer();

    const { stdout } = await run('python3', [script, server.url]);

    expect(JSON.parse(stdout)).toMatchObject([
      { status: 201, body: { id: 'contosohr', '@odata.context': expect.stringContaining(server.url) } },
      { status: 409, body: { error: { code: 'NameAlreadyExists' } } },
    ]);
  });

  test('speaks TLS with the certificate that the server made', async () => {
    await using server = await startServer({ tls: true });
    const folder = await mkdtemp(join(tmpdir(), 'certificate-'));
    const file = join(folder, 'certificate.pem');
    await writeFile(file, server.certificate ?? '');

    const { stdout } = await run('python3', [script, server.url, file]);

    expect(JSON.parse(stdout)).toMatchObject([{ status: 201 }, { status: 409 }]);
    await rm(folder, { recursive: true });
  });
});

describe.skipIf(!isThere('curl'))('curl', () => {
  const headers = ['-H', 'Authorization: Bearer any-access-token', '-H', 'Content-Type: application/json'];
  const body = JSON.stringify({ id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' });
  const status = ['--silent', '--output', '-', '--write-out', '\n%{http_code}'];

  test('creates a connection, and is told of the duplicate', async () => {
    await using server = await startServer();
    const create = () =>
      run('curl', [...status, ...headers, '--data', body, `${server.url}/v1.0/external/connections`]);

    const first = await create();
    const second = await create();

    expect(first.stdout).toMatch(/"id":"contosohr".*\n201$/);
    expect(second.stdout).toMatch(/"code":"NameAlreadyExists".*\n409$/);
  });

  test('hears of a body that is too large, though it is still sending', async () => {
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
