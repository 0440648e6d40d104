import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setupServer } from 'msw/node';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { blockUnhandled, handlers, loopback } from '../../src/msw/index.ts';
import { type ContractClient, createConnectionContract, verifyProvider } from '../../src/pact/index.ts';
import { startCanary } from './canary.ts';

const pact = fileURLToPath(
  new URL('../../pacts/external-connection-testkit-microsoft-graph-external-connections-v1.0.json', import.meta.url),
);

const client: ContractClient = ({ graphUrl, accessToken, connection }) =>
  fetch(`${graphUrl}/v1.0/external/connections`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${accessToken}` },
    body: JSON.stringify(connection),
  });

describe('with the guard of MSW in the same process', { timeout: 30_000 }, () => {
  const server = setupServer(...handlers);
  let dir: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'beside-pact-'));
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    server.listen(blockUnhandled);
  });
  afterEach(async () => {
    server.close();
    server.resetHandlers();
    vi.restoreAllMocks();
    await rm(dir, { recursive: true, force: true });
  });

  const recordFirst = () => {
    const contract = createConnectionContract({ consumer: 'contoso-hr', version: 'v1.0', dir });
    const [first] = contract.interactions;
    if (!first) throw new Error('The contract has no interaction.');
    return contract.run(first, client);
  };

  test('loopback lets a client record its contract', async () => {
    server.use(loopback);

    await expect(recordFirst()).resolves.toBeUndefined();
  });

  test('without it, recording fails soon, and says what to add', async () => {
    await expect(recordFirst()).rejects.toThrow('give it the handler "loopback"');
  });

  test('the Verifier needs no loopback, for it runs in a process of its own', async () => {
    const { totals } = await verifyProvider({ emulator: createEmulator({ profile: 'live' }), pacts: [pact] });

    expect(totals).toMatchObject({ passed: 29, failed: 0 });
  });

  test('loopback lets a request to localhost through, by either name', async () => {
    server.use(loopback);
    const canary = await startCanary();

    await fetch(canary.url);
    await fetch(canary.url.replace('127.0.0.1', 'localhost'));

    expect(canary.visits).toBe(2);
    await canary.close();
  });

  test('loopback lets nothing out of this machine', async () => {
    server.use(loopback);

    await expect(fetch('http://127.0.0.1.example.com/')).rejects.toThrow();
    await expect(fetch('https://graph.example/?to=http://127.0.0.1/')).rejects.toThrow();
  });
});
