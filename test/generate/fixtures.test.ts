import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  checkItem,
  createExternalConnectionSchema,
  externalConnectionSchema,
  graphErrorSchema,
  schemasFor,
} from '../../src/index.ts';
import { fixtures } from './fixtures.ts';
import { documents, withTables } from './readme-tables.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8');
const json = (path: string) => JSON.parse(read(`fixtures/${path}`));

describe('fixtures/', () => {
  test('holds the bytes that npm run generate writes, and no other JSON file', async () => {
    const generated = await fixtures();

    const committed = globSync('**/*.json', { cwd: `${root}fixtures` }).map(
      (path) => [path, read(`fixtures/${path}`)] as const,
    );

    expect(Object.fromEntries(committed)).toEqual(Object.fromEntries(generated));
  });

  test.for([
    ['create-request.minimal.json', 'live', 'beta'],
    ['create-request.full.json', 'live', 'beta'],
    ['create-request.largest.json', 'live', 'beta'],
    ['create-request.full.v1.0.json', 'live', 'v1.0'],
    ['create-request.largest.v1.0.json', 'live', 'v1.0'],
    ['create-request.documented.json', 'documented', 'beta'],
    ['create-request.page-example.json', 'documented', 'beta'],
  ] as const)('%s is valid in %s, %s', ([path, profile, version]) => {
    expect(schemasFor({ profile, version }).createRequest.safeParse(json(path)).error).toBeUndefined();
  });

  test.for([
    ['schema.full.json', 'beta'],
    ['schema.largest.json', 'beta'],
    ['schema.full.v1.0.json', 'v1.0'],
  ] as const)('%s is a valid schema on %s', ([path, version]) => {
    expect(schemasFor({ profile: 'documented', version }).schemaRequest.safeParse(json(path)).error).toBeUndefined();
  });

  test('item.json is an item for schema.full.v1.0.json', () => {
    expect(checkItem(json('item.json'), { schema: json('schema.full.v1.0.json'), profile: 'documented' })).toEqual([]);
  });

  test.for(['create-response.page-example.json', 'create-response.full.json'])('%s is a connection', (path) => {
    expect(externalConnectionSchema.safeParse(json(path)).error).toBeUndefined();
  });

  test('each file of errors/ is an error response of Graph', () => {
    const files = globSync('errors/*.json', { cwd: `${root}fixtures` }).map(json);

    expect(files.length).toBeGreaterThan(15);
    expect(files.filter(({ status, body }) => status < 400 || !graphErrorSchema.safeParse(body).success)).toEqual([]);
  });

  test('each body of invalid/id.length.json is refused by the schema', () => {
    const { requests } = json('invalid/id.length.json') as { requests: { body: unknown }[] };

    expect(requests).toHaveLength(3);
    expect(requests.filter(({ body }) => createExternalConnectionSchema.safeParse(body).success)).toEqual([]);
  });

  test('each body of invalid-schema/schemaProperty.refinable.json is refused by the schema', () => {
    const { requests } = json('invalid-schema/schemaProperty.refinable.json') as { requests: { body: unknown }[] };

    expect(requests).toHaveLength(2);
    expect(
      requests.filter(
        ({ body }) => schemasFor({ profile: 'documented', version: 'beta' }).schemaRequest.safeParse(body).success,
      ),
    ).toEqual([]);
  });
});

test.for(documents)('%s has the tables that npm run generate writes', (document) => {
  const text = read(document);

  expect(withTables(text)).toBe(text);
});
