import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const source = fileURLToPath(new URL('../../src/', import.meta.url));

/** The modules that a file imports when it runs: those of types are gone by then. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8').replaceAll(/\/\*.*?\*\//gs, '');
  return [...text.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'/gms)].map(([, from = '']) => from);
}

/** Every package that an entry point brings along, through all that it imports. */
function packagesOf(entry: string): string[] {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const from of importsOf(file)) {
      if (from.startsWith('.')) visit(join(dirname(file), from));
      else packages.add(from);
    }
  };
  visit(join(source, entry));
  return [...packages].toSorted();
}

test.for([
  { entry: 'index.ts', needs: ['leven', 'zod'] },
  { entry: 'builders/index.ts', needs: ['@faker-js/faker/locale/en', 'leven', 'zod'] },
  { entry: 'emulator/index.ts', needs: ['leven', 'zod'] },
  { entry: 'msw/page.ts', needs: ['leven', 'msw', 'zod'] },
  { entry: 'arbitraries/index.ts', needs: ['fast-check', 'leven', 'zod'] },
])('$entry loads in a browser: it imports $needs and nothing of Node', ({ entry, needs }) => {
  expect(packagesOf(entry)).toEqual(needs);
});

test('no file of those rooms names Buffer or a global of Node', () => {
  const rooms = '{rules,schemas,builders,emulator,msw,arbitraries}';
  const files = globSync(`${rooms}/**/*.ts`, { cwd: source }).map((file) => join(source, file));

  const naming = files.filter((file) => /\b(?:Buffer|__dirname|setImmediate)\b/.test(readFileSync(file, 'utf8')));

  expect(naming.map((file) => relative(source, file))).toEqual([]);
});

test('Vite and webpack ignore each import of a computed module, of which they would warn', () => {
  const sources = globSync('**/*.ts', { cwd: source }).map((file) => readFileSync(join(source, file), 'utf8'));

  const computed = sources.flatMap((text) => text.match(/\bimport\((?!').*/g) ?? []);

  expect(computed).toEqual([expect.stringMatching(/@vite-ignore.*webpackIgnore: true/)]);
});
