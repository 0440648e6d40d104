import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A ts block of the documentation: where it stands and what it says. */
interface Example {
  readonly name: string;
  readonly code: string;
}

/** A module that declares the tests of one example. */
export interface ExampleFile {
  readonly name: string;
  readonly path: string;
}

/**
 * Writes a module of tests below test/readme/examples for each ts block in the README, the guides, llms.txt and the docstrings of
 * the sources, and returns where they are. A block that is no test becomes the body of one, and a line such as
 * `answer.status; // 201` becomes an assertion, so that every comment is checked.
 */
export function writeExamples(root: string): ExampleFile[] {
  const folder = join(root, 'test/readme/examples');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return examplesIn(root).map(({ name, code }) => {
    const path = join(folder, `${name}.ts`);
    writeFileSync(path, testOf(name, code));
    return { name, path };
  });
}

function examplesIn(root: string): Example[] {
  const sources = globSync('src/**/*.ts', { cwd: root }).toSorted();
  const guides = globSync('{src,fixtures}/**/README.md', { cwd: root }).toSorted();
  return ['README.md', 'llms.txt', ...guides, ...sources].flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const plain = file.endsWith('.ts') ? text.replaceAll(/^ ?\* ?/gm, '') : text;
    return [...plain.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = ''], index) => ({
      name: `${file
        .replace(/\.\w+$/, '')
        .replaceAll('/', '-')
        .toLowerCase()}-${index + 1}`,
      code,
    }));
  });
}

function testOf(name: string, code: string): string {
  const asserted = code.replaceAll(
    /^(\s*)(?!\/\/)(\S.*); \/\/ ('[^']*'|\d+|true|false|null)(?=:|$).*$/gm,
    (_, indent: string, expression: string, value: string) => `${indent}expect(${expression}).toEqual(${value});`,
  );
  if (/^\s*(test|describe\w*)(\.\w+)?\(/m.test(asserted)) return asserted;
  const imports = /^import .*?;\n/gms;
  return [
    "import { expect, test } from 'vitest';",
    ...(asserted.match(imports) ?? []),
    `test('the example ${name} runs', async () => {`,
    asserted.replaceAll(imports, ''),
    '});',
  ].join('\n');
}
