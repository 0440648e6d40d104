import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocksIn, type MarkdownBlock } from './markdown.ts';

/** A ts block of the documentation, under the name of the document and its number in it. */
interface Example extends MarkdownBlock {
  readonly name: string;
}

/** A module that declares the tests of one example. */
export interface ExampleFile {
  readonly name: string;
  readonly path: string;
}

/**
 * Writes a module of tests below test/readme/examples for each ts and js block in the README, the guides and the docstrings of the sources, and
 * returns where they are. A block with a name is a module that others import. One without a test becomes the body of one, and a line such as
 * `response.status; // 201` becomes an assertion, so that every comment is checked.
 */
export function writeExamples(root: string): ExampleFile[] {
  const folder = join(root, 'test/readme/examples');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const examples = examplesIn(root);
  for (const { file, code } of examples) {
    if (file !== undefined && !file.endsWith('.test.ts')) writeFileSync(join(folder, file), code);
  }
  writeFileSync(join(folder, 'create-connection.js'), "export * from './create-connection.ts';\n");
  return examples
    .filter(({ file }) => file === undefined)
    .map(({ name, code, language }) => {
      const path = join(folder, `${name}.${language}`);
      writeFileSync(path, language === 'js' ? code : testOf(name, code));
      return { name, path };
    });
}

function examplesIn(root: string): Example[] {
  const sources = globSync('src/**/*.ts', { cwd: root }).toSorted();
  const guides = globSync('{src,fixtures}/**/*.md', { cwd: root }).toSorted();
  return ['README.md', ...guides, ...sources].flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const plain = file.endsWith('.ts') ? text.replaceAll(/^ *\* ?/gm, '') : text;
    const name = file
      .replace(/\.\w+$/, '')
      .replaceAll('/', '-')
      .toLowerCase();
    return blocksIn(plain)
      .map(inVitest)
      .filter(({ language }) => language === 'ts' || language === 'js')
      .map((block, index) => ({ ...block, name: `${name}-${index + 1}` }));
  });
}

/** An example for jest as one for Vitest, whose functions have the same names; all others as they are. */
function inVitest(block: MarkdownBlock): MarkdownBlock {
  if (!block.code.includes("'@jest/globals'")) return block;
  const code = block.code.replaceAll(/'@jest\/globals'|(?<=testkit\/)jest(?=')/g, (name) =>
    name === 'jest' ? 'vitest' : "'vitest'",
  );
  return { ...block, language: 'ts', code };
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
