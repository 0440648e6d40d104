import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));

/** The modules that each module may import. To allow an arrow, add it here: the test below fails on any other. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  rules: [],
  schemas: ['rules'],
  builders: ['rules', 'schemas'],
  arbitraries: ['rules', 'schemas', 'builders'],
  emulator: ['rules', 'schemas'],
  openapi: ['rules', 'schemas', 'builders', 'emulator'],
  msw: ['rules', 'schemas', 'emulator'],
  server: ['rules', 'schemas', 'emulator'],
  matchers: ['rules', 'schemas', 'emulator'],
  suite: ['rules', 'schemas', 'builders', 'emulator', 'server'],
  tenant: ['rules', 'schemas'],
  pact: ['rules', 'schemas', 'builders', 'emulator', 'server', 'tenant'],
  drift: ['rules', 'schemas', 'builders', 'emulator', 'tenant'],
  vitest: ['rules', 'emulator', 'msw', 'matchers', 'suite'],
  jest: ['rules', 'emulator', 'msw', 'matchers', 'suite'],
  'node-test': ['rules', 'emulator', 'msw', 'matchers', 'suite'],
  'index.ts': ['rules', 'schemas'],
};

/** The packages that each module alone may import; others are for every module. */
const packages: Readonly<Record<string, readonly string[]>> = {
  '@faker-js/faker': ['builders'],
  '@pact-foundation/pact': ['pact'],
  'fast-check': ['arbitraries'],
  commander: ['cli'],
  msw: ['msw', 'vitest', 'jest', 'node-test'],
  'proxy-chain': ['server'],
  srvx: ['server'],
  vitest: ['vitest'],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const imports: readonly Import[] = files.flatMap((from) => {
  const text = readFileSync(join(src, from), 'utf8').replaceAll(/^ *\*.*$/gm, '');
  const specifiers = [...text.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, specifier = '']) => specifier);
  return specifiers.map((to) => ({ from, to: to.startsWith('.') ? relative(src, join(src, dirname(from), to)) : to }));
});

const moduleOf = (file: string) => file.split('/', 1).join();

test('each module imports only the modules that it may', () => {
  const wrong = imports.filter(({ from, to }) => {
    const [one, other] = [moduleOf(from), moduleOf(to)];
    return files.includes(to) && one !== other && one !== 'cli' && !arrows[one]?.includes(other);
  });

  expect(wrong).toEqual([]);
});

test('each peer and dependency is imported in its own modules', () => {
  const wrong = imports.filter(({ from, to }) => {
    const name = Object.keys(packages).find((candidate) => to === candidate || to.startsWith(`${candidate}/`));
    return name !== undefined && !packages[name]?.includes(moduleOf(from));
  });

  expect(wrong).toEqual([]);
});

test('no file imports itself through others, not even a type', () => {
  const targets = new Map(files.map((file) => [file, imports.filter(({ from }) => from === file).map(({ to }) => to)]));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    if (done.has(file) || path.includes(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);

  expect(circles).toEqual([]);
});
