import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createBuilders } from '../../src/builders/index.ts';
import { type ConnectionSchema, checkCreateRequest, checkItem } from '../../src/index.ts';
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

  test('--item --schema prints an item that is valid for the schema', async () => {
    const path = fileURLToPath(new URL('../../fixtures/schema.full.v1.0.json', import.meta.url));
    const schema = JSON.parse(await readFile(path, 'utf8')) as ConnectionSchema;

    const item = await built('--item', '--schema', path, '--seed', '3');

    expect(checkItem(item, { schema, profile: 'documented' })).toEqual([]);
    expect(item).toEqual(createBuilders({ seed: 3 }).item(schema));
  });

  test('--group prints groups with different ids', async () => {
    const build = createBuilders();

    expect(await built('--group', '--count', '2')).toEqual([build.group(), build.group()]);
  });

  test.for([
    [['--item', '--schema', 'absent.json'], 'Cannot read absent.json: it does not exist.'],
    [['--item'], 'error: --item needs --schema. Add it, or leave --item out.'],
    [['--schema', 'schema.json'], 'error: --schema needs --item. Add it, or leave --schema out.'],
    [['--item', '--group'], "error: option '--item' cannot be used with option '--group'"],
    [['--form', 'minimal', '--group'], "error: option '--form <form>' cannot be used with option '--group'"],
  ] as const)('%j prints why it cannot, with exit code 2', async ([args, message]) => {
    const { stdout, stderr, exitCode } = await runInProcess(['build', ...args]);

    expect(stderr.split('\n')[0]).toBe(message);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  });
});
