import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { root } from '../projects.ts';
import { blocksIn } from './markdown.ts';

const documents = ['README.md', ...globSync('{src,fixtures}/**/*.md', { cwd: root }).toSorted()];
const blocks = documents.flatMap((document) =>
  blocksIn(readFileSync(join(root, document), 'utf8')).map((block) => ({ ...block, document })),
);
const commands = new Map(createProgram(() => {}).commands.map((command) => [command.name(), command]));

test('every block names its language', () => {
  expect(blocks.filter(({ language }) => language === '')).toEqual([]);
});

test.for(blocks.filter(({ language }) => language === 'json'))('$document: is JSON: $code', ({ code }) => {
  expect(() => JSON.parse(code)).not.toThrow();
});

test.for(blocks.filter(({ language }) => language === 'sh'))('$document: a shell reads: $code', ({ code }) => {
  expect(execFileSync('bash', ['-n'], { input: code, encoding: 'utf8' })).toBe('');
});

// Those in ts and js run by themselves: see examples.deep.test.ts.
const recipes = blocks.filter(({ language, code }) => /^(java|type)script$/.test(language) && code.includes('import '));
const tested = globSync('test/{browser,consumers/projects/*}/*.{ts,js}', { cwd: root }).map((file) =>
  withoutLayout(readFileSync(join(root, file), 'utf8')),
);

test.for(recipes)('$document: a test or a consumer project runs: $code', ({ code }) => {
  expect(tested.some((file) => file.includes(withoutLayout(code)))).toBe(true);
});

test.for(kitCommands())('$document: the command line has the command and options of: $line', ({ line }) => {
  const [name = '', ...words] = line.split(' -- ')[0]?.split(/\s+/) ?? [];
  if (name.startsWith('--')) return expect(['--help', '--version']).toContain(name);
  const known = commands.get(name)?.options.map(({ long }) => long);
  const used = words.filter((word) => /^--\w/.test(word)).map((word) => word.split('=')[0]);

  expect(known).toBeDefined();
  expect([...(known ?? []), '--help']).toEqual(expect.arrayContaining(used));
});

/** What follows `npx external-connection-testkit` in a shell block, up to a comment, a pipe or a redirection. */
function kitCommands(): { document: string; line: string }[] {
  return blocks
    .filter(({ language }) => language === 'sh')
    .flatMap(({ document, code }) =>
      [...code.replaceAll('\\\n', ' ').matchAll(/npx external-connection-testkit (.*)$/gm)].map(([, line = '']) => ({
        document,
        line: (line.split(/ (?:#|\||>|&&) ?/)[0] ?? '').trim(),
      })),
    );
}

/** Code without the comments that have lines of their own, and without spaces. */
function withoutLayout(code: string): string {
  return code.replaceAll(/^ *(\/\/|\/\*\*).*$|\s/gm, '');
}
