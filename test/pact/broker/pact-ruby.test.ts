import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmulator } from '../../../src/emulator/index.ts';
import { type StateTable, verifyProvider } from '../../../src/pact/index.ts';
import { injectBroker, partiesOf } from './inject-broker.ts';
import { hasRuby, installGems } from './install-gems.ts';
import { publish } from './run-pact.ts';

const script = fileURLToPath(new URL('write-pact.rb', import.meta.url));

describe.skipIf(!hasRuby())('a pact that the gem pact writes', () => {
  const broker = injectBroker();
  const { consumer, provider } = partiesOf('ruby');
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'external-connection-testkit-ruby-'));
    const env = { ...(await installGems()), PACT_DO_NOT_TRACK: 'true' };
    await promisify(execFile)('bundle', ['exec', 'ruby', script, folder, consumer, provider], { env });
    file = join(folder, (await readdir(folder)).find((name) => name.endsWith('.json')) ?? 'no pact was written');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const states: StateTable = {
    'the id of Ruby is free': { state: 'no connection has the id', params: { id: 'contosohr' } },
  };

  test('is of specification 2', async () => {
    expect(JSON.parse(await readFile(file, 'utf8')).metadata).toEqual({ pactSpecification: { version: '2.0.0' } });
  });

  test('is verified from its file', async () => {
    const { interactions } = await verifyProvider({ emulator: createEmulator(), pacts: [file], provider, states });

    expect(interactions).toMatchObject([
      {
        description: 'a request to create a connection from Ruby',
        states: ['the id of Ruby is free'],
        outcome: 'passed',
      },
    ]);
  });

  test('is published to the broker and verified from there', async () => {
    const pact = JSON.parse(await readFile(file, 'utf8'));
    const published = await publish(broker, pact, { version: '1.0.0', branch: 'main' });
    const { url, credentials } = broker;
    const { totals } = await verifyProvider({
      emulator: createEmulator(),
      provider,
      states,
      broker: { url, ...credentials, publish: { version: '2026-11', branch: 'main' } },
    });

    expect(published.exitCode).toBe(0);
    expect(totals).toMatchObject({ passed: 1, failed: 0 });
  });
});
