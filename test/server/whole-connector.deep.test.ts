import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createEmulator, faults } from '../../src/emulator/index.ts';
import { startServer } from '../../src/server/index.ts';

const run = promisify(execFile);
const fileBeside = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The statuses of a whole connector: look, create, schema, group, items, a batch with a throttled part, and back. */
const statuses = [404, 201, 202, 200, 201, 201, 200, 200, 200, 200, 200, 200, 204, 204, 204, 202, 404] as const;

function throttling() {
  const graph = createEmulator();
  graph.plan(faults.throttled({ retryAfter: 1 }), {
    on: ({ operation, url }) => operation === 'putItem' && url.endsWith('/b5'),
  });
  return graph;
}

const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) console.warn('Skipped: there is no python3 on this machine.');

test.skipIf(!hasPython)("a connector on Python's standard library runs to its end", { timeout: 60_000 }, async () => {
  const emulator = throttling();
  await using server = await startServer({ emulator });

  const { stdout } = await run('python3', [fileBeside('connector.py'), server.url]);

  expect(JSON.parse(stdout)).toEqual(statuses);
  expect(emulator.unusedFaults).toEqual([]);
});

test('a connector with the Graph client of Microsoft runs to its end', { timeout: 60_000 }, async () => {
  const emulator = throttling();
  await using server = await startServer({ emulator, tls: true });
  const folder = await mkdtemp(join(tmpdir(), 'certificate-'));
  const file = join(folder, 'certificate.pem');
  await writeFile(file, server.certificate ?? '');

  const { stdout } = await run('node', [fileBeside('connector.ts'), server.url], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: file },
  });
  await rm(folder, { recursive: true });

  expect(JSON.parse(stdout)).toEqual(statuses);
});
