import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './repository.ts';
import { runCommand } from './run-command.ts';
import { type UnpackedTarball, unpackTarball } from './unpacked-tarball.ts';

describe('the tarball', () => {
  let packed: UnpackedTarball;

  beforeAll(async () => {
    packed = await unpackTarball();
  });
  afterAll(() => packed?.remove());

  test('holds the build, the guides, the fixtures, the contracts and the documents, and nothing else', () => {
    const tops = new Set(packed.files.map(({ name }) => name.split('/')[0]));

    expect([...tops].toSorted()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist',
      'fixtures',
      'package.json',
      'pacts',
      'schemas',
      'src',
    ]);
  });

  test('holds every target of its exports', () => {
    const targets = Object.values(packed.manifest.exports).flatMap((target) =>
      typeof target === 'string' ? [target] : Object.values(target),
    );

    const missing = targets.filter((target) => globSync(target, { cwd: packed.folder }).length === 0);

    expect(missing).toEqual([]);
  });

  test('holds no source and no map that leads to one', () => {
    const names = packed.files.map(({ name }) => name);

    expect(names.filter((name) => /\.map$|^src\/.*\.ts$/.test(name))).toEqual([]);
  });

  test('holds no file above 100 kB but the OpenAPI documents, a contract and shared code, and has less than 40 kB for each entry point', async () => {
    const large = packed.files
      .filter(({ text }) => Buffer.byteLength(text) > 100_000)
      .map(({ name }) => name)
      .filter((name) => !/^dist\/shared\/[\w-]+\.js$/.test(name));
    const entryPoints = Object.keys(packed.manifest.exports).length;

    expect(large).toEqual([
      'fixtures/openapi.documented.json',
      'fixtures/openapi.json',
      'pacts/external-connection-testkit-microsoft-graph-external-connections-beta.json',
    ]);
    expect((await readFile(packed.tarball)).byteLength).toBeLessThan(40_000 * entryPoints);
  });

  test('names no path of the machine that packed it, and no npm registry on it', () => {
    const localRegistry = /registry\W+https?:\/\/(localhost|127\.0\.0\.1)/i;
    const ofThisMachine = (text: string) => text.includes(root) || localRegistry.test(text);

    expect(packed.files.filter(({ text }) => ofThisMachine(text)).map(({ name }) => name)).toEqual([]);
  });

  test('brings what the suite, the server, the command line and error messages need, and nothing else: all others are peers', () => {
    expect(packed.manifest).toHaveProperty('dependencies', {
      '@sinonjs/fake-timers': expect.any(String),
      commander: expect.any(String),
      leven: expect.any(String),
      'proxy-chain': expect.any(String),
      srvx: expect.any(String),
    });
    expect(packed.manifest).not.toHaveProperty('optionalDependencies');
    expect(packed.manifest).not.toHaveProperty('bundleDependencies');
  });

  test('runs no script when it is installed', () => {
    const scripts = Object.keys(packed.manifest.scripts ?? {});

    expect(scripts.filter((name) => /^(pre|post)?install$/.test(name))).toEqual([]);
  });

  test('gives publint nothing to say', async () => {
    const tarball = Uint8Array.from(await readFile(packed.tarball)).buffer;

    const { messages } = await publint({ pack: { tarball }, strict: true });

    expect(messages).toEqual([]);
  });

  test('has types for every entry point, as attw sees them from ES modules', async () => {
    const report = await runCommand(packed.folder, [
      join(root, 'node_modules/.bin/attw'),
      packed.tarball,
      '--profile',
      'esm-only',
    ]);

    expect(report).toContain('"external-connection-testkit/vitest"');
  });
});
