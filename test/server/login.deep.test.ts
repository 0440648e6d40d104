import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { startServer } from '../../src/server/index.ts';

const run = promisify(execFile);

test('@azure/identity and MSAL get their tokens from the server over TLS', async () => {
  const emulator = createEmulator();
  await using server = await startServer({ tls: true, emulator });
  const folder = await mkdtemp(join(tmpdir(), 'certificate-'));
  const file = join(folder, 'certificate.pem');
  await writeFile(file, server.certificate ?? '');

  const { stdout } = await run('node', [fileURLToPath(new URL('login.ts', import.meta.url)), server.url], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: file, AZURE_AUTHORITY_HOST: server.url },
  });

  expect(JSON.parse(stdout)).toEqual([201, 201]);
  expect(emulator.connections).toHaveLength(2);
  await rm(folder, { recursive: true });
});

test('a program in any language posts a form to the server', async () => {
  await using server = await startServer();
  const form = { grant_type: 'client_credentials', client_id: 'app', client_secret: 'secret' };
  const response = await fetch(`${server.url}/contoso/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ ...form, scope: `${server.url}/.default` }),
    headers: { Origin: 'https://page.example' },
  });

  expect(response.status).toBe(200);
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
});
