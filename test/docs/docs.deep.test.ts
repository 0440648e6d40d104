import { execFile } from 'node:child_process';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { root } from '../projects.ts';

test('every public name has its docstring, and every link of a guide its heading', { timeout: 300_000 }, async () => {
  await using site = await mkdtempDisposable(join(tmpdir(), 'external-connection-testkit-docs-'));
  const [, ...args] = manifest.scripts.docs.split(' ');

  const { stdout, stderr } = await promisify(execFile)(process.execPath, [...args, '--out', site.path], { cwd: root });

  expect(stdout + stderr).not.toMatch(/warning|error/i);
});
