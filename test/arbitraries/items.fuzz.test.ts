import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { invalidItem, item, schemaRequest } from '../../src/arbitraries/index.ts';
import { everyTypeSchema } from '../../src/builders/index.ts';
import { createEmulator } from '../../src/emulator/index.ts';
import { checkItem, rules } from '../../src/index.ts';
import { requestTo } from '../emulator/requests.ts';
import { budgetOf, timeoutOf } from '../fuzz/budget.ts';
import { contexts } from './contexts.ts';

function tenantOf(profile: 'live' | 'documented') {
  const graph = createEmulator({ profile, onAdvisory: () => {} });
  graph.put({ id: 'contosohr', state: 'ready' }, { schema: everyTypeSchema });
  return graph;
}

test.for(contexts)(
  'items are accepted by the check and the emulator in $profile, $version',
  timeoutOf(300_000),
  async (context) => {
    const { profile, version } = context;
    const graph = tenantOf(profile);

    await fc.assert(
      fc.asyncProperty(item(context), async (body) => {
        const path = `/contosohr/items/${body.id}`;

        expect(checkItem(body, { profile, schema: everyTypeSchema })).toEqual([]);
        expect((await graph.fetch(requestTo(path, { method: 'PUT', version, body }))).status).toBe(200);
      }),
      budgetOf(1000),
    );
  },
);

test('items are valid for every valid schema', timeoutOf(300_000), async () => {
  await fc.assert(
    fc.property(
      schemaRequest({ version: 'beta' }).chain((schema) => fc.tuple(fc.constant(schema), item({ schema }))),
      ([schema, body]) => {
        expect(checkItem(body, { schema, profile: 'documented' })).toEqual([]);
      },
    ),
    budgetOf(500),
  );
});

test.for(contexts)(
  'items that break a rule name the first one, where, and the response in $profile, $version',
  timeoutOf(300_000),
  async (context) => {
    const { profile, version } = context;
    const graph = tenantOf(profile);

    await fc.assert(
      fc.asyncProperty(invalidItem(context), async ({ body, ...expected }) => {
        const id = (body as { id?: unknown } | null)?.id;
        const path = `/contosohr/items/${encodeURIComponent(typeof id === 'string' && id !== '' ? id : '1')}`;
        const response = await graph.fetch(requestTo(path, { method: 'PUT', version, body: JSON.stringify(body) }));
        const { error } = (await response.json()) as { error?: { code: string } };
        const { rule, path: place } = graph.exchanges.at(-1)?.violations[0] ?? {};

        expect({ rule, path: place, status: response.status, code: error?.code }).toEqual(expected);
      }),
      budgetOf(1000),
    );
  },
);

test.for([contexts[0], contexts[3]])(
  'items break every rule on the body of an item in $profile, $version',
  timeoutOf(300_000),
  (context) => {
    const { profile, version } = context;
    const expected = rules
      .filter(({ checkedBy, operations }) => checkedBy === 'body' && operations.includes('putItem'))
      .filter(({ profiles, versions }) => profiles.includes(profile) && versions.includes(version))
      .map(({ id }) => id);

    const broken = new Set(fc.sample(invalidItem(context), { numRuns: 600, seed: 4 }).map(({ rule }) => rule));

    expect(expected.filter((id) => !broken.has(id))).toEqual([]);
  },
);

test('a schema without properties is a TypeError that names the option', () => {
  expect(() => item({ schema: { baseType: 'microsoft.graph.externalItem', properties: [] } })).toThrow(
    new TypeError('The option schema is an object. Use a schema with at least one property.'),
  );
});
