import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('a failing test prints what was refused in it, why, and how to fix it, without the token, and why not to run concurrently', () => {
  const folder = fileURLToPath(new URL('failing', import.meta.url));

  const { stderr, stdout, status } = spawnSync('vitest', ['run', '--root', folder], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });

  expect(status).toBe(1);
  expect(stderr).toContain(
    [
      'POST https://graph.microsoft.com/v1.0/external/connections got 400 InvalidRequest.',
      'id must contain only ASCII letters and digits, got "contoso-hr" (at /id, rule id.alphanumeric).',
      '  Fix: Use letters and digits only: no hyphen, underscore, space or accent.',
      '  Source: externalConnection resource page',
    ].join('\n'),
  );
  expect(stderr.match(/Give a concurrent test an emulator of its own/g)).toHaveLength(1);
  expect(stderr + stdout).not.toContain('canary');
});
