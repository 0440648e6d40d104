import { describe, expect, test } from 'vitest';
import { createBuilders } from '../../src/builders/index.ts';
import { checkCreateRequest } from '../../src/index.ts';
import { runInProcess } from './run-in-process.ts';

async function built(...args: readonly string[]): Promise<unknown> {
  const { stdout, stderr, exitCode } = await runInProcess(['build', ...args]);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  return JSON.parse(stdout);
}

describe('build', () => {
  test('prints one payload as an object: that of the builders with the same seed', async () => {
    expect(await built('--seed', '7')).toEqual(createBuilders({ seed: 7 }).createRequest());
  });

  test('with --count prints an array of so many, also of one', async () => {
    const build = createBuilders();

    expect(await built('--count', '3')).toEqual([build.createRequest(), build.createRequest(), build.createRequest()]);
    expect(await built('--count', '1')).toHaveLength(1);
  });

  test.for(['full', 'minimal', 'largest', 'documented'])('--form %s on v1.0 is valid', async (form) => {
    const payload = await built('--form', form, '--api-version', 'v1.0');

    expect(checkCreateRequest(payload, { version: 'v1.0' })).toEqual([]);
  });

  test('--form minimal has id, name and description; --form documented has no id', async () => {
    expect(Object.keys(Object(await built('--form', 'minimal')))).toEqual(['id', 'name', 'description']);
    expect(await built('--form', 'documented')).not.toHaveProperty('id');
  });
});
