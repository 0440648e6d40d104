import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { replaceFile } from '../../src/pact/contract-file.ts';

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'external-connection-testkit-file-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('replaces the text of a file and leaves no other file', () => {
  const folder = createFolder();
  const file = join(folder, 'pact.json');

  replaceFile(file, 'first');
  replaceFile(file, 'second');

  expect(readFileSync(file, 'utf8')).toBe('second');
  expect(readdirSync(folder)).toEqual(['pact.json']);
});

test('leaves an earlier file as it was when the new one cannot be written', () => {
  const folder = createFolder();
  const file = join(folder, 'x'.repeat(250));
  writeFileSync(file, 'first');

  // With the suffix of the temporary file, the name is too long.
  expect(() => replaceFile(file, 'second')).toThrow('ENAMETOOLONG');

  expect(readFileSync(file, 'utf8')).toBe('first');
});

test('is never seen half-written, neither by a reader nor after SIGKILL', async () => {
  const file = join(createFolder(), 'pact.json');
  const size = 4_000_000;
  replaceFile(file, 'a'.repeat(size));
  const module = new URL('../../src/pact/contract-file.ts', import.meta.url);
  const script = `
    const { replaceFile } = await import('${module}');
    for (;;) for (const letter of ['a', 'b']) replaceFile('${file}', letter.repeat(${size}));`;
  const writer = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'ignore' });
  const exit = once(writer, 'exit');
  const sizes = new Set<number>();

  for (let read = 0; read < 60; read += 1) {
    sizes.add(readFileSync(file).length);
    await sleep(10);
  }
  writer.kill('SIGKILL');
  await exit;

  expect([...sizes, readFileSync(file).length]).toEqual([size, size]);
});
