import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRequest, invalidCreateRequest, schemaRequest } from '../../src/arbitraries/index.ts';

/** The smallest value for which a claim fails, for each of some seeds. */
function smallest<Value>(arbitrary: fc.Arbitrary<Value>, claim: (value: Value) => boolean): Value[] {
  const found = [1, 2, 3, 4, 5].map((seed) => {
    const { counterexample } = fc.check(fc.property(arbitrary, claim), { numRuns: 5000, seed });
    return counterexample?.[0] as Value;
  });
  return found.filter((value, index) => JSON.stringify(value) !== JSON.stringify(found[index - 1]));
}

const template = { id: 'a', layout: {}, priority: 0 };

describe('a failing property of a create request shrinks to', () => {
  test('an empty body where the reference page allows one', () => {
    expect(smallest(createRequest({ profile: 'documented', version: 'beta' }), () => false)).toEqual([{}]);
  });

  test('only id and name where the live service requires them', () => {
    expect(smallest(createRequest({ version: 'beta', profile: 'live' }), () => false)).toEqual([
      { id: 'aaa', name: '' },
    ]);
  });

  test('101 letters, when names above 100 fail', () => {
    const found = smallest(
      createRequest({ profile: 'documented', version: 'beta' }),
      ({ name }) => (name ?? '').length <= 100,
    );

    expect(found.map(({ name, ...others }) => [name?.length, others])).toEqual([[101, {}]]);
  });

  test('two templates of one letter each, when two fail', () => {
    const found = smallest(
      createRequest({ profile: 'documented', version: 'beta' }),
      ({ searchSettings }) => (searchSettings?.searchResultTemplates?.length ?? 0) < 2,
    );

    expect(found).toEqual([{ searchSettings: { searchResultTemplates: [template, template] } }]);
  });

  test('one null, when null fails', () => {
    expect(
      smallest(createRequest({ profile: 'documented', version: 'beta' }), ({ description }) => description !== null),
    ).toEqual([{ description: null }]);
  });

  test('100 strings with different names, when schemas of 100 fail', () => {
    const [found, ...others] = smallest(
      schemaRequest({ version: 'beta' }),
      ({ properties }) => properties.length < 100,
    );

    expect(others).toEqual([]);
    expect(found?.properties.map(({ name, ...rest }) => rest)).toEqual(
      Array.from({ length: 100 }, () => ({ type: 'string' })),
    );
    expect(new Set(found?.properties.map(({ name }) => name)).size).toBe(100);
  });
});

describe('a failing property of an invalid request shrinks to', () => {
  test('the first rule, broken in the shortest way', () => {
    expect(smallest(invalidCreateRequest({ profile: 'documented', version: 'beta' }), () => false)).toEqual([
      { body: [], rule: 'body.object', path: '', status: 400, code: 'BadRequest' },
    ]);
  });

  test('one broken rule in a body with no other property', () => {
    expect(
      smallest(invalidCreateRequest({ profile: 'documented', version: 'beta' }), ({ rule }) => rule !== 'id.prefix'),
    ).toEqual([{ body: { id: 'Microsoft' }, rule: 'id.prefix', path: '/id', status: 400, code: 'InvalidRequest' }]);
  });

  test('one nested broken rule, with only its parents', () => {
    const found = smallest(
      invalidCreateRequest({ profile: 'documented', version: 'beta' }),
      ({ rule, path }) => rule !== 'propertyRule.values' || !path.startsWith('/searchSettings'),
    );

    const rules = [{ operation: 'null', property: '', values: [], valuesJoinedBy: 'or' }];
    expect(found).toEqual([
      {
        body: { searchSettings: { searchResultTemplates: [{ ...template, rules }] } },
        rule: 'propertyRule.values',
        path: '/searchSettings/searchResultTemplates/0/rules/0/values',
        status: 400,
        code: 'InvalidRequest',
      },
    ]);
  });
});
