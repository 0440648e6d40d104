import { execFile } from 'node:child_process';
import { mkdtempDisposable, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { root } from '../projects.ts';

test('every module and public name has its docstring, every parameter its name, and every link of a guide its heading', {
  timeout: 300_000,
}, async () => {
  await using site = await mkdtempDisposable(join(tmpdir(), 'external-connection-testkit-docs-'));
  const [, ...args] = manifest.scripts.docs.split(' ');

  const { stdout, stderr } = await promisify(execFile)(process.execPath, [...args, '--out', site.path], { cwd: root });

  expect(stdout + stderr).not.toMatch(/warning|error/i);
  const modules = await pagesIn(join(site.path, 'modules'));
  expect([...modules.keys()].toSorted()).toEqual(
    Object.entries(manifest.exports)
      .filter(([, target]) => typeof target === 'object')
      .map(([name]) => (name === '.' ? 'external-connection-testkit.html' : `${name.slice(2)}.html`))
      .toSorted(),
  );
  expect([...modules].filter(([, html]) => !html.includes('tsd-panel tsd-comment')).map(([name]) => name)).toEqual([]);
  const functions = await pagesIn(join(site.path, 'functions'));
  expect([...functions].filter(([, html]) => html.includes('__namedParameters')).map(([name]) => name)).toEqual([]);
});

/** The text of each page in a folder, by its name. */
async function pagesIn(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder);
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
}
