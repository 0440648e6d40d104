import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('a second create through the handlers runs functions of at most 20 files', () => {
  const script = fileURLToPath(new URL('second-create.ts', import.meta.url));

  const files: readonly string[] = JSON.parse(execFileSync('node', [script], { encoding: 'utf8' }));

  expect(files).toContain('msw/handlers.ts');
  expect(files.length, files.join(', ')).toBeLessThanOrEqual(20);
});
