import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { schemaRequest } from '../../src/arbitraries/index.ts';
import { createBuilders } from '../../src/builders/index.ts';
import { createEmulator } from '../../src/emulator/index.ts';
import { checkItem } from '../../src/index.ts';
import { requestTo } from '../emulator/requests.ts';
import { budgetOf, timeoutOf } from '../fuzz/budget.ts';

const profiles = ['documented', 'live'] as const;

describe('item', () => {
  test('is valid for every valid schema, in both profiles', timeoutOf(300_000), async () => {
    await fc.assert(
      fc.property(schemaRequest({ version: 'beta' }), fc.nat(), (schema, seed) => {
        const item = createBuilders({ seed }).item(schema);

        for (const profile of profiles) expect(checkItem(item, { schema, profile })).toEqual([]);
        expect(Object.keys(item.properties)).toEqual(expect.arrayContaining(schema.properties.map(({ name }) => name)));
      }),
      budgetOf(5000),
    );
  });

  test('is valid for the schemas of the builders, also the largest', () => {
    const build = createBuilders({ seed: 3, version: 'beta' });

    for (const schema of [build.largestSchema(), ...Array.from({ length: 50 }, () => build.schema())]) {
      expect(checkItem(build.item(schema), { schema, profile: 'documented' })).toEqual([]);
    }
  });

  test('names the type of each collection, and of nothing else', () => {
    const build = createBuilders();
    const schema = build.schema({
      properties: [
        { name: 'title', type: 'string' },
        { name: 'tags', type: 'stringCollection' },
        { name: 'people', type: 'principalCollection' },
      ],
    });

    const { properties } = build.item(schema);

    expect(Object.keys(properties)).toEqual(['title', 'tags@odata.type', 'tags', 'people@odata.type', 'people']);
    expect(properties['people@odata.type']).toBe('Collection(microsoft.graph.externalConnectors.principal)');
  });

  test('has an id that these builders have not returned before', () => {
    const build = createBuilders();
    const schema = build.schema();

    const ids = Array.from({ length: 500 }, () => build.item(schema).id);

    expect(new Set(ids).size).toBe(500);
  });

  test('merges overrides, and removes what is undefined', () => {
    const build = createBuilders();

    const item = build.item(build.schema(), { id: '1', properties: { title: 'Holidays' }, content: undefined });

    expect(item).toMatchObject({ id: '1', properties: { title: 'Holidays', url: expect.any(String) } });
    expect(item).not.toHaveProperty('content');
  });

  test('needs a schema', () => {
    // @ts-expect-error: no schema
    expect(() => createBuilders().item()).toThrow(
      'The option schema is undefined. Use the schema of a connection, an object with properties that have a name and a type.',
    );
  });
});

test('the emulator stores an item, a group, its member and an activity', async () => {
  const graph = createEmulator();
  const build = createBuilders({ seed: 9 });
  const schema = build.schema();
  const [item, group, member] = [build.item(schema), build.group(), build.member()];
  graph.put({ id: 'contosohr', state: 'ready' }, { schema });
  const send = async (method: string, path: string, body: unknown) =>
    (await graph.fetch(requestTo(`/contosohr${path}`, { method, body }))).status;

  const statuses = [
    await send('PUT', `/items/${item.id}`, item),
    await send('POST', '/groups', group),
    await send('POST', `/groups/${group.id}/members`, member),
    await send('POST', `/items/${item.id}/addActivities`, { activities: [build.activity()] }),
  ];

  expect(statuses).toEqual([200, 201, 201, 200]);
  expect(graph.items('contosohr')).toMatchObject([item]);
  expect(graph.groups('contosohr')).toEqual([{ ...group, members: [member] }]);
});

test('the same seed gives the same bytes, another seed others', () => {
  const bytes = (seed: number) => {
    const build = createBuilders({ seed });
    return JSON.stringify([build.item(build.schema()), build.group(), build.member(), build.activity()]);
  };

  expect(bytes(7)).toBe(bytes(7));
  expect(bytes(8)).not.toBe(bytes(7));
});
