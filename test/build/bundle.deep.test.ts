import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rules } from '../../src/index.ts';

const dist = new URL('../../dist/', import.meta.url);

test('the package has every rule as the table has it, with each sample that is or holds undefined', async () => {
  const built: unknown = await import(new URL('index.js', dist).href);

  expect(built).toHaveProperty('rules');
  expect((built as { rules: unknown }).rules).toStrictEqual(rules);
});

test('the code of the package is ASCII alone', () => {
  const files = globSync('**/*.js', { cwd: dist });

  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => /[^\0-\x7f]/.test(readFileSync(new URL(file, dist), 'utf8')))).toEqual([]);
});
