import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type ContractClient, createConnectionContract } from '../../src/pact/index.ts';
import { recordContracts } from './record-contracts.ts';
import { referenceClients } from './reference-client.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pacts = join(root, 'pacts');

/** The text of each file of a folder, by its name. */
async function textsIn(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder);
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
}

describe('pacts/', () => {
  test('holds the bytes that the reference client records, and no other file', { timeout: 60_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'recorded-again-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));

    await recordContracts(folder);

    expect(await textsIn(pacts)).toEqual(await textsIn(folder));
  });

  test('is the same file in each of a hundred recordings', { timeout: 120_000 }, async () => {
    const dir = await mkdtemp(join(tmpdir(), 'recorded-often-'));
    onTestFinished(() => rm(dir, { recursive: true, force: true }));
    const create: ContractClient = async (input) => referenceClients('v1.0').createConnection?.(input);
    const texts = new Set<string>();

    for (let times = 0; times < 100; times += 1) {
      const contract = createConnectionContract({ consumer: 'contoso-hr-connector', version: 'v1.0', dir });
      const [minimal] = contract.interactions;
      if (minimal) await contract.run(minimal, create);
      texts.add(await readFile(contract.file, 'utf8'));
    }

    expect(texts.size).toBe(1);
  });

  test('names no version of a tool and no user agent', async () => {
    const texts = Object.values(await textsIn(pacts)).join('');

    expect(texts).not.toMatch(/pactRust|pact-js|user-agent/i);
  });

  test('has the version of the specification as its only metadata', async () => {
    const texts = Object.values(await textsIn(pacts));

    expect(texts.map((text) => JSON.parse(text).metadata)).toEqual(
      texts.map(() => ({ pactSpecification: { version: '4.0' } })),
    );
  });
});

describe('pact-stub-server with a shipped pact', () => {
  let url: string;
  let stop: () => void;

  beforeAll(async () => {
    const file = join(pacts, 'external-connection-testkit-microsoft-graph-external-connections-v1.0.json');
    const args = ['--file', file, '--provider-state-header-name', 'X-Provider-State'];
    // The command starts the server as a process of its own, which has to end too.
    const server = spawn(join(root, 'node_modules/.bin/pact-stub-server'), args, { detached: true });
    stop = () => {
      if (server.pid !== undefined) process.kill(-server.pid);
    };
    const port = await new Promise<string>((resolve) => {
      server.stdout.on('data', (text) => /started on port (\d+)/.exec(String(text))?.slice(1).forEach(resolve));
    });
    url = `http://127.0.0.1:${port}/v1.0/external/connections`;
  });
  afterAll(() => stop());

  const create = (id: string, headers = {}) =>
    fetch(url, {
      method: 'POST',
      headers: { Authorization: 'Bearer any-access-token', 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ id, name: 'Contoso HR', description: 'Employees and teams' }),
    });

  test('responds to a create with 201 and a connection', async () => {
    const response = await create('contosohr');

    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ id: 'contosohr', state: 'draft' });
  });

  test('knows no create with a reserved id', async () => {
    expect((await create('SharePoint')).status).toBe(404);
  });

  test('responds as in the provider state that a header names', async () => {
    const response = await create('contosohr', { 'X-Provider-State': 'Graph throttles the next request' });

    expect(response.status).toBe(429);
    expect(response.headers.get('Retry-After')).toBe('1');
  });
});
