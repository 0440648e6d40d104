import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBuilders } from '../../src/builders/index.ts';
import { externalConnectionSchema } from '../../src/index.ts';
import { documentPath } from './document.ts';

const prism = fileURLToPath(new URL('../../node_modules/@stoplight/prism-cli/dist/index.js', import.meta.url));

describe('Prism with openapi.json', { timeout: 60_000 }, () => {
  let server: ChildProcess;
  let url: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    server = spawn(process.execPath, [prism, 'mock', documentPath, '--port', String(port)], { stdio: 'ignore' });
    await untilItListens(`${url}/beta/external/connections`);
  }, 60_000);
  afterAll(async () => {
    if (server.exitCode !== null) return;
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
  });

  const create = (version: string, body: unknown) =>
    fetch(`${url}/${version}/external/connections`, {
      method: 'POST',
      headers: { Authorization: 'Bearer fake-access-token', 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });

  test.for(['v1.0', 'beta'] as const)('answers 201 with a connection to a create on %s', async (version) => {
    const answer = await create(version, createBuilders({ version }).createRequest());

    expect(answer.status).toBe(201);
    expect(externalConnectionSchema.safeParse(await answer.json()).error).toBeUndefined();
  });

  test('refuses a create with an id of 33 characters', async () => {
    const answer = await create('beta', createBuilders().createRequest({ id: 'a'.repeat(33) }));

    expect(answer.status).toBe(400);
  });

  test('refuses complianceSettings on v1.0', async () => {
    const answer = await create('v1.0', { ...createBuilders().minimalCreateRequest(), complianceSettings: {} });

    expect(answer.status).toBe(400);
  });

  test('refuses a list without a token with 401', async () => {
    const answer = await fetch(`${url}/v1.0/external/connections`);

    expect(answer.status).toBe(401);
  });

  test('answers 429 with Retry-After where a client prefers it', async () => {
    const answer = await fetch(`${url}/beta/external/connections/contosohr`, {
      headers: { Authorization: 'Bearer fake-access-token', Prefer: 'code=429' },
    });

    expect(answer.status).toBe(429);
    expect(answer.headers.get('Retry-After')).toBe('10');
    expect(await answer.json()).toMatchObject({ error: { code: 'TooManyRequests' } });
  });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('The system gave no port.');
  return address.port;
}

async function untilItListens(address: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(address).catch(() => undefined);
    if (answer) return;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`Prism did not listen at ${address} within 45 seconds.`);
}
