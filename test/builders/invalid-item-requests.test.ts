import { describe, expect, test } from 'vitest';
import { createBuilders, everyTypeSchema, invalidItemRequests } from '../../src/builders/index.ts';
import { createEmulator } from '../../src/emulator/index.ts';
import { type ConnectionSchema, checkItem, rules } from '../../src/index.ts';

const contexts = (['documented', 'live'] as const).flatMap((profile) =>
  (['beta', 'v1.0'] as const).map((version) => ({ profile, version })),
);

const schemas: readonly ConnectionSchema[] = [
  createBuilders().schema(),
  { baseType: 'microsoft.graph.externalItem', properties: [{ name: '1', type: 'int64Collection' }] },
  {
    baseType: 'microsoft.graph.externalItem',
    properties: [
      { name: 'nickname', type: 'string' },
      { name: 'Nickname', type: 'string' },
    ],
  },
];

const rulesOfItems = rules.filter(
  ({ checkedBy, operations }) => checkedBy === 'body' && operations.includes('putItem'),
);

describe('invalidItemRequests', () => {
  test.for(contexts)('in $profile, $version, has each rule on the body of an item', (context) => {
    const expected = rulesOfItems
      .filter(({ profiles, versions }) => profiles.includes(context.profile) && versions.includes(context.version))
      .map(({ id }) => id);

    const seen = new Set(invalidItemRequests(context).map(({ rule }) => rule));

    expect([...seen]).toEqual(expected);
  });

  test.for([
    ...contexts.map((context) => ({ ...context, schema: everyTypeSchema })),
    ...schemas.flatMap((schema) => contexts.slice(1, 3).map((context) => ({ ...context, schema }))),
  ])(
    'in $profile, $version, breaks the rule that it names first, in the check and in the emulator',
    async ({ profile, version, schema }) => {
      const graph = createEmulator({ profile, onAdvisory: () => {} });
      graph.put({ id: 'contosohr', state: 'ready' }, { schema });

      const differing: unknown[] = [];
      for (const { rule, title, body, status, code, request } of invalidItemRequests({ profile, version, schema })) {
        const response = await graph.fetch(request);
        const error = ((await response.json()) as { error?: { code: string } }).error;
        const seen = {
          check: checkItem(body, { profile, version, schema })[0]?.rule,
          emulator: graph.exchanges.at(-1)?.violations[0]?.rule,
          status: response.status,
          code: error?.code,
        };
        const expected = { check: rule, emulator: rule, status, code };
        if (JSON.stringify(seen) !== JSON.stringify(expected)) differing.push({ title, seen });
      }

      expect(differing).toEqual([]);
      expect(graph.items('contosohr')).toEqual([]);
    },
  );

  test('leaves out the rules on types that the schema does not have', () => {
    const seen = invalidItemRequests({ schema: createBuilders().schema() }).map(({ rule }) => rule);

    expect(seen).toContain('itemValue.string');
    expect(seen).not.toContain('itemValue.principal');
  });

  test.for(contexts)('in $profile, $version, no two titles are equal', (context) => {
    const titles = invalidItemRequests(context).map(({ title }) => title);

    expect(new Set(titles).size).toBe(titles.length);
  });

  test('puts an item of the connection contosohr, whose id is that of the body', async () => {
    const entries = invalidItemRequests({ version: 'beta' });
    const urlsOf = (rule: string) => entries.filter((entry) => entry.rule === rule).map(({ request }) => request.url);

    expect(entries[0]?.request.method).toBe('PUT');
    expect(urlsOf('item.object')[0]).toBe(
      'https://graph.microsoft.com/beta/external/connections/contosohr/items/TSP228082938',
    );
    expect(urlsOf('itemId.length').at(-1)).toMatch(/\/items\/i{129}$/);
    expect(await entries[0]?.request.json()).toEqual(entries[0]?.body);
  });

  test('needs a schema with names and types', () => {
    // @ts-expect-error: no schema
    expect(() => invalidItemRequests({ schema: {} })).toThrow(/^The option schema is an object\. Use the schema of/);
  });
});
