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
  test('prints one payload as an object, the same as the builders with that seed', async () => {
    expect(await built('--seed', '7')).toEqual(createBuilders({ seed: 7, version: 'v1.0' }).createRequest());
  });

  test('with --count prints an array of that length, even of one', async () => {
    const build = createBuilders({ version: 'v1.0' });

    expect(await built('--count', '3')).toEqual([build.createRequest(), build.createRequest(), build.createRequest()]);
    expect(await built('--count', '1')).toHaveLength(1);
  });

  test.for(['full', 'minimal', 'largest', 'documented'])('--form %s is valid as documented', async (form) => {
    const payload = await built('--form', form, '--api-version', 'beta');

    expect(checkCreateRequest(payload, { profile: 'documented', version: 'beta' })).toEqual([]);
  });

  test('--form minimal has id, name and description; --form documented has no id', async () => {
    expect(Object.keys(Object(await built('--form', 'minimal')))).toEqual(['id', 'name', 'description']);
    expect(await built('--form', 'documented')).not.toHaveProperty('id');
  });
});
