import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from '@microsoft/microsoft-graph-client';
import { createEmulator, faults } from 'external-connection-testkit/emulator';
import { startServer } from 'external-connection-testkit/server';
import { useEmulator } from 'external-connection-testkit/vitest';
import { describe, expect, test } from 'vitest';
import { runLife } from './life.js';

const whole = {
  lookUp: 404,
  state: 'ready',
  item: 'Ticket first',
  batches: [20, 1],
  pages: [3, 1],
  description: 'Tickets of all teams',
  gone: 404,
};
const throttleOne = (graph) =>
  graph.plan(faults.throttled({ retryAfter: 1 }), { on: ({ url }) => url.endsWith('/items/item5') });

describe('in process', () => {
  const graph = useEmulator();

  test('the Graph client leads a connection through its whole life', { timeout: 60_000 }, async () => {
    throttleOne(graph);
    const client = Client.init({ authProvider: (done) => done(null, 'any-access-token') });

    expect(await runLife(client)).toEqual(whole);
    expect(graph).toHaveNoViolations();
    expect(graph).toHaveUsedEveryFault();
  });
});

test('over https the same', { timeout: 60_000 }, async () => {
  const emulator = createEmulator();
  throttleOne(emulator);
  await using server = await startServer({ emulator, tls: true });
  const folder = await mkdtemp(join(tmpdir(), 'certificate-'));
  const certificate = join(folder, 'certificate.pem');
  await writeFile(certificate, server.certificate);

  const { stdout } = await promisify(execFile)('node', ['over-tls.js', server.url], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate },
  });
  await rm(folder, { recursive: true });

  expect(JSON.parse(stdout)).toEqual(whole);
});
