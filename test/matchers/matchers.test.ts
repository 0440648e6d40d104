import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createEmulator } from 'external-connection-testkit/emulator';
import { matchers } from 'external-connection-testkit/matchers';
import 'external-connection-testkit/vitest';
import { expect, test } from 'vitest';

test('the module has no `this`, so that every runner can call it', () => {
  const folder = fileURLToPath(new URL('../../src/matchers', import.meta.url));
  const code = globSync('*.ts', { cwd: folder }).map((file) => readFileSync(`${folder}/${file}`, 'utf8'));

  expect(
    code.filter((text) => /\bthis\b(?!\W*(kit|is|one|emulator))/.test(text.replaceAll(/^ *(\/\*\*|\*|\/\/).*$/gm, ''))),
  ).toEqual([]);
});

test('each matcher works when it is called as a function', () => {
  const { toHaveCreatedExactly } = matchers;

  expect(toHaveCreatedExactly(createEmulator({ profile: 'documented' }), 0)).toMatchObject({
    pass: true,
    actual: 0,
    expected: 0,
  });
});

test('importing the vitest module extends expect', () => {
  expect(Object.keys(matchers).filter((name) => !(name in expect({})))).toEqual([]);
});
