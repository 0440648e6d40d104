import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connection, graphError } from '../../src/arbitraries/index.ts';
import { createEmulator } from '../../src/emulator/index.ts';
import { errorResponses, graphErrorSchema, schemasFor } from '../../src/index.ts';
import { versions } from './contexts.ts';

describe('connections as Graph returns them', () => {
  test.for(versions)(
    'are valid for the schema, and have the properties that the emulator returns on $version',
    async (context) => {
      const graph = createEmulator({ profile: 'documented' });
      const { connection: schema } = schemasFor(context);

      await fc.assert(
        fc.asyncProperty(connection(context), async (each) => {
          graph.reset();
          graph.put(each);
          const url = `https://graph.microsoft.com/${context.version}/external/connections/${each.id}`;
          const response = await graph.fetch(url, { headers: { Authorization: 'Bearer opaque-access-token' } });

          expect(schema.safeParse(each).error).toBeUndefined();
          expect(Object.keys(await response.json()).toSorted()).toEqual(Object.keys(each).toSorted());
        }),
        { numRuns: 300, seed: 3 },
      );
    },
  );

  test('reach every state, and null wherever the metadata allows it', () => {
    const sample = fc.sample(connection({ version: 'beta' }), { numRuns: 1000, seed: 3 });

    const nulls = new Set(
      sample.flatMap((each) => Object.entries(each).flatMap(([name, it]) => (it === null ? [name] : []))),
    );

    expect([...new Set(sample.map(({ state }) => state))].toSorted()).toEqual([
      'draft',
      'limitExceeded',
      null,
      'obsolete',
      'ready',
      'unknownFutureValue',
    ]);
    expect([...nulls].toSorted()).toEqual([
      'activitySettings',
      'complianceSettings',
      'configuration',
      'connectorId',
      'description',
      'enabledContentExperiences',
      'ingestedItemsCount',
      'name',
      'searchSettings',
      'state',
    ]);
  });
});

describe('error responses', () => {
  const sample = fc.sample(graphError(), { numRuns: 1000, seed: 3 });

  test('are valid for the schema', () => {
    expect(sample.filter((body) => !graphErrorSchema.safeParse(body).success)).toEqual([]);
  });

  test('reach every code of the table', () => {
    const codes = new Set(sample.map(({ error }) => error.code));

    expect(Object.values(errorResponses).filter(({ code }) => !codes.has(code))).toEqual([]);
  });

  test('have innerError, and sometimes none', () => {
    expect(new Set(sample.map(({ error }) => error.innerError === undefined))).toEqual(new Set([true, false]));
  });

  test('have no placeholder left in a message', () => {
    expect(sample.filter(({ error }) => /^\{(property|type)\}/.test(error.message))).toEqual([]);
  });
});
