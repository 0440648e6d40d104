import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkSchemaRequest } from '../../src/index.ts';

const baseType = 'microsoft.graph.externalItem';
const valid = {
  baseType,
  properties: [{ name: 'title', type: 'string', isSearchable: true, isRetrievable: true, labels: ['title'] }],
};

describe('checkSchemaRequest', () => {
  test('finds nothing in a valid schema', () => {
    expect(checkSchemaRequest(valid, { profile: 'documented', version: 'beta' })).toEqual([]);
  });

  test('names rule, path, value, message, fix and source', () => {
    const body = { baseType, properties: [...valid.properties, { name: 'due-date', type: 'dateTime' }] };

    expect(checkSchemaRequest(body, { profile: 'documented', version: 'beta' })).toMatchInlineSnapshot(`
      [
        {
          "fix": "Use letters and digits only, such as ticketTitle.",
          "message": "The name of a property must contain only ASCII letters and digits, got "due-date".",
          "path": "/properties/1/name",
          "rule": "schemaProperty.nameAlphanumeric",
          "source": "property resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-property)",
          "value": "due-date",
        },
      ]
    `);
  });

  test('finds every broken rule, and puts the one that Graph reports first in front', () => {
    const body = {
      baseType: 'externalItem',
      properties: [
        { name: 'n'.repeat(33), type: 'text', isQueryable: 1, nickname: 'title' },
        { type: 'int64', name: 'priority', isSearchable: true },
      ],
    };

    const broken = checkSchemaRequest(body, { profile: 'documented', version: 'beta' }).map(
      ({ rule, path }) => `${rule} ${path}`,
    );

    expect(broken).toEqual([
      'schema.boolean /properties/0/isQueryable',
      'schema.known /properties/0/nickname',
      'baseType.value /baseType',
      'schemaProperty.nameLength /properties/0/name',
      'schemaProperty.type /properties/0/type',
      'schemaProperty.searchable /properties/1',
    ]);
  });

  test('checks what JSON.stringify makes of the value', () => {
    const body = { ...valid, baseType: { toJSON: () => baseType }, nickname: undefined };

    expect(checkSchemaRequest(body, { profile: 'documented', version: 'beta' })).toEqual([]);
  });

  test('refuses what exists on beta only in version v1.0', () => {
    const properties = [{ name: 'ticketId', type: 'string', isExactMatchRequired: true, rankingHint: null }];

    expect(checkSchemaRequest({ baseType, properties }, { profile: 'documented', version: 'beta' })).toEqual([]);
    expect(
      checkSchemaRequest({ baseType, properties }, { profile: 'documented', version: 'v1.0' }).map(({ path }) => path),
    ).toEqual(['/properties/0/isExactMatchRequired', '/properties/0/rankingHint']);
  });

  test('refuses a property that is searchable in each of three wrong ways', () => {
    const property = { name: 'dueDate', type: 'dateTime', isSearchable: true, isRefinable: true };

    const broken = checkSchemaRequest(
      { baseType, properties: [{ ...property, isExactMatchRequired: true }] },
      { profile: 'documented', version: 'beta' },
    );

    expect(broken.map(({ rule }) => rule)).toEqual([
      'schemaProperty.searchable',
      'schemaProperty.refinable',
      'schemaProperty.exactMatch',
    ]);
  });
});

describe('checkSchemaRequest on values that are not JSON', () => {
  const cyclic: Record<string, unknown> = { ...valid };
  cyclic.properties = [cyclic];
  const deep = JSON.parse(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`);
  const deepInside = JSON.parse(`{"properties":${'[['.repeat(5000)}${']]'.repeat(5000)}}`);

  test.for([
    ['a cyclic object', cyclic, 'body.json'],
    ['a BigInt', 5n, 'body.json'],
    ['an object 10,000 levels deep', deep, 'schema.depth'],
    ['an array 10,000 levels deep inside', deepInside, 'schema.depth'],
    ['null', null, 'schema.object'],
    ['undefined', undefined, 'schema.object'],
    ['a function', () => 1, 'schema.object'],
    ['a string', JSON.stringify(valid), 'schema.object'],
    ['an array', [valid], 'schema.object'],
    [
      'an own __proto__',
      JSON.parse(`{"baseType":"${baseType}","properties":[{"name":"a","type":"string"}],"__proto__":{}}`),
      'schema.known',
    ],
    [
      'an own __proto__ inside',
      JSON.parse(`{"baseType":"${baseType}","properties":[{"name":"a","type":"string","__proto__":{}}]}`),
      'schema.known',
    ],
  ] as const)('%s breaks one rule, and nothing is thrown', ([, body, rule]) => {
    expect(
      checkSchemaRequest(body, { profile: 'documented', version: 'beta' }).map((violation) => violation.rule),
    ).toEqual([rule]);
  });

  test('never throws, whatever the value is', async () => {
    const anything = fc.anything({ withBigInt: true, withMap: true, withDate: true, withNullPrototype: true });
    const bodies = fc.oneof(anything, fc.record({ baseType: anything, properties: fc.array(anything) }));

    await fc.assert(
      fc.property(bodies, fc.constantFrom('beta' as const, 'v1.0' as const), (body, version) => {
        expect(Array.isArray(checkSchemaRequest(body, { profile: 'documented', version }))).toBe(true);
      }),
    );
  });

  test('names a bad option, its value and what is allowed', () => {
    const version = 'v2.0' as 'v1.0';

    expect(() => checkSchemaRequest(valid, { profile: 'documented', version })).toThrow(
      'The option version is "v2.0". Use "beta" or "v1.0".',
    );
  });
});
