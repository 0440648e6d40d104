import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('a response that hangs keeps no process alive', () => {
  const script = `
    import { createEmulator, faults } from ${JSON.stringify(new URL('../../../src/emulator/index.ts', import.meta.url))};
    const graph = createEmulator();
    graph.plan(faults.hang());
    graph.fetch('https://graph.microsoft.com/v1.0/external/connections').then(() => console.log('answered'));
    process.on('exit', () => console.log('asked', graph.exchanges.length));
  `;

  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    timeout: 20_000,
  });

  expect({ stdout, status }).toEqual({ stdout: 'asked 1\n', status: 0 });
});
