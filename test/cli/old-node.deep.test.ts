import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('says in one sentence that Node is too old', () => {
  const asNode20 = "Object.defineProperty(process.versions, 'node', { value: '20.20.2' });";
  const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

  const { stderr, stdout, status } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(asNode20)}`, main, '--help'],
    { encoding: 'utf8' },
  );

  expect(stderr).toBe('external-connection-testkit needs Node 22.13 or later; this is Node 20.20.2.\n');
  expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
});
