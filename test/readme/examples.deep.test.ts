import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { root } from '../projects.ts';
import { writeExamples } from './examples.ts';

const examples = writeExamples(root);

describe.for(examples.filter(({ path }) => path.endsWith('.ts')))('$name', async ({ path }) => {
  await import(path);
});

// They import the build, as its users do.
test.for(examples.filter(({ path }) => path.endsWith('.js')))('$name passes with node --test', async ({ path }) => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--test', '--test-reporter=tap', path], {
    cwd: root,
  });

  expect(stdout).toContain('# fail 0');
});
