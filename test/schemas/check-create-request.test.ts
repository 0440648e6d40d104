import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCreateRequest, explainViolation } from '../../src/index.ts';
import { fromPointer } from '../../src/schemas/index.ts';

const valid = { id: 'contosohr', name: 'Contoso HR', description: 'Connection to index Contoso HR system' };

describe('checkCreateRequest', () => {
  test('finds nothing in a valid request', () => {
    expect(checkCreateRequest(valid, { profile: 'documented', version: 'beta' })).toEqual([]);
  });

  test('names rule, path, value, message, fix and source', () => {
    expect(
      checkCreateRequest({ ...valid, id: 'contoso-hr' }, { profile: 'documented', version: 'beta' }),
    ).toMatchInlineSnapshot(`
      [
        {
          "fix": "Use letters and digits only: no hyphen, underscore, space or accent.",
          "message": "id must contain only ASCII letters and digits, got "contoso-hr".",
          "path": "/id",
          "rule": "id.alphanumeric",
          "source": "externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection)",
          "value": "contoso-hr",
        },
      ]
    `);
  });

  test('finds every broken rule, and puts the one that Graph reports first in front', () => {
    const body = { id: 'x', name: 'n'.repeat(129), description: 7, nickname: 'HR' };

    const broken = checkCreateRequest(body, { profile: 'documented', version: 'beta' }).map(
      ({ rule, path }) => `${rule} ${path}`,
    );

    expect(broken).toEqual([
      'json.string /description',
      'property.known /nickname',
      'id.length /id',
      'name.length /name',
    ]);
  });

  test('points into nested values by JSON pointer', () => {
    const body = { ...valid, searchSettings: { 'a/b~c': 1 } };

    const [violation] = checkCreateRequest(body, { profile: 'documented', version: 'beta' });

    expect(violation).toMatchObject({ rule: 'property.known', path: '/searchSettings/a~1b~0c', value: 1 });
  });

  test('checks what JSON.stringify makes of the value', () => {
    const body = { ...valid, connectorId: { toJSON: () => 'a-string' }, nickname: undefined };

    expect(checkCreateRequest(body, { profile: 'documented', version: 'beta' })).toEqual([]);
  });

  test('asks for id and name in profile live alone', () => {
    expect(checkCreateRequest({}, { profile: 'documented', version: 'beta' })).toEqual([]);
    expect(checkCreateRequest({}, { version: 'beta', profile: 'live' }).map(({ rule }) => rule)).toEqual([
      'id.required',
      'name.required',
    ]);
  });

  test('refuses what exists on beta only in version v1.0', () => {
    const body = { ...valid, ingestedItemsCount: 1, complianceSettings: {}, enabledContentExperiences: 'search' };

    expect(checkCreateRequest(body, { profile: 'documented', version: 'beta' })).toEqual([]);
    expect(checkCreateRequest(body, { profile: 'documented', version: 'v1.0' }).map(({ path }) => path)).toEqual([
      '/ingestedItemsCount',
      '/complianceSettings',
      '/enabledContentExperiences',
    ]);
  });

  test('explains a violation in three lines', () => {
    const [violation] = checkCreateRequest(
      { ...valid, name: 'n'.repeat(129) },
      { profile: 'documented', version: 'beta' },
    );

    expect(violation && explainViolation(violation)).toMatchInlineSnapshot(`
      "name must be at most 128 characters long, got "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn… (129 characters) (at /name, rule name.length).
        Fix: Shorten the name to 128 characters.
        Source: externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection)"
    `);
  });
});

describe('checkCreateRequest on values that are not JSON', () => {
  const cyclic: Record<string, unknown> = { ...valid };
  cyclic.configuration = cyclic;
  const deep = JSON.parse(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`);
  const deepInside = JSON.parse(`{"configuration":${'[['.repeat(5000)}${']]'.repeat(5000)}}`);
  const hostile = {
    get id() {
      throw Object.assign(new Error(), { message: { toString: null } });
    },
  };

  test.for([
    ['a cyclic object', cyclic, 'body.json'],
    ['a BigInt', 5n, 'body.json'],
    ['a BigInt inside', { ...valid, ingestedItemsCount: 5n }, 'body.json'],
    ['a getter that throws what cannot be printed', hostile, 'body.json'],
    ['an object 10,000 levels deep', deep, 'body.depth'],
    ['an array 10,000 levels deep inside', deepInside, 'body.depth'],
    ['null', null, 'body.object'],
    ['undefined', undefined, 'body.object'],
    ['a function', () => 1, 'body.object'],
    ['a symbol', Symbol('id'), 'body.object'],
    ['a string', '{"id":"contosohr"}', 'body.object'],
    ['NaN', Number.NaN, 'body.object'],
    ['an array', [valid], 'body.object'],
    ['an own __proto__', JSON.parse('{"id":"contosohr","__proto__":{"name":1}}'), 'property.known'],
    ['an own __proto__ inside', JSON.parse('{"searchSettings":{"__proto__":1}}'), 'property.known'],
    ['a constructor', { ...valid, constructor: 1 }, 'property.known'],
  ] as const)('%s breaks one rule, and nothing is thrown', ([, body, rule]) => {
    expect(
      checkCreateRequest(body, { profile: 'documented', version: 'beta' }).map((violation) => violation.rule),
    ).toEqual([rule]);
  });

  test('an own __proto__ in the open configuration does no harm', () => {
    checkCreateRequest(JSON.parse('{"configuration":{"__proto__":{"polluted":true}}}'), {
      profile: 'documented',
      version: 'beta',
    });

    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('never throws, whatever the value is', async () => {
    const anything = fc.anything({
      withBigInt: true,
      withMap: true,
      withDate: true,
      withSparseArray: true,
      withNullPrototype: true,
    });

    await fc.assert(
      fc.property(anything, fc.constantFrom('documented' as const, 'live' as const), (body, profile) => {
        expect(Array.isArray(checkCreateRequest(body, { version: 'beta', profile }))).toBe(true);
      }),
    );
  });
});

describe('checkCreateRequest with a bad option', () => {
  test('names the option, the value and what is allowed', () => {
    const profile = 'lively' as 'live';
    const version = 'v2.0' as 'v1.0';

    expect(() => checkCreateRequest(valid, { version: 'beta', profile })).toThrowErrorMatchingInlineSnapshot(
      `[TypeError: The option profile is "lively". Use "documented" or "live".]`,
    );
    expect(() => checkCreateRequest(valid, { profile: 'documented', version })).toThrowErrorMatchingInlineSnapshot(
      `[TypeError: The option version is "v2.0". Use "beta" or "v1.0".]`,
    );
  });
});

describe('a value that cannot be written as JSON', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const hostile = {
    toJSON() {
      throw {
        toString() {
          throw new Error('no text');
        },
      };
    },
  };
  const failing = {
    toJSON() {
      throw new Error('first line\nsecond line');
    },
  };

  test.for([
    ['that holds a BigInt', { name: 1n }, 'Do not know how to serialize a BigInt'],
    ['that holds itself', cyclic, 'Converting circular structure to JSON'],
    ['whose error has lines', failing, 'first line'],
    ['whose error cannot be printed', hostile, 'reading it fails'],
  ] as const)('%s is refused as a whole, with the reason', ([, body, reason]) => {
    const [violation] = checkCreateRequest(body, { profile: 'documented', version: 'beta' });

    expect(violation).toMatchObject({ rule: 'body.json', path: '' });
    expect(violation?.message).toBe(`The body cannot be written as JSON: ${reason}.`);
  });

  test('that nests too deep is refused as a whole', () => {
    const deep = JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`);

    expect(checkCreateRequest(deep, { profile: 'documented', version: 'beta' })).toMatchObject([
      { rule: 'body.depth', path: '', message: expect.stringMatching(/^The body nests too deep\. /) },
    ]);
  });
});

test('a body that is not an object is called the body', () => {
  expect(checkCreateRequest(7, { profile: 'documented', version: 'beta' })[0]?.message).toBe(
    'The body must be a JSON object, got 7.',
  );
});

test.for([
  ['n'.repeat(58), `"${'n'.repeat(58)}"`],
  ['n'.repeat(59), `"${'n'.repeat(59)}… (59 characters)`],
])('a value is shown whole up to 60 characters of JSON, and cut behind them', ([value, shown]) => {
  expect(
    checkCreateRequest({ ...valid, state: value }, { profile: 'documented', version: 'beta' })[0]?.message,
  ).toContain(`, got ${shown}.`);
});

test('a place is written as a JSON pointer, and read back as its keys', () => {
  const [violation] = checkCreateRequest({ ...valid, 'a/b~c': 1 }, { profile: 'documented', version: 'beta' });

  expect(violation).toMatchObject({ path: '/a~1b~0c', value: 1 });
  expect(fromPointer('/a~1b~0c/0')).toEqual(['a/b~c', '0']);
});

test.for([
  [{ nmae: 'HR' }, 'Unknown property "nmae". Did you mean "name"?'],
  [{ Name: 'HR' }, 'Unknown property "Name". Did you mean "name"?'],
  [{ searchsettings: {} }, 'Unknown property "searchsettings". Did you mean "searchSettings"?'],
  [
    { searchSettings: { searchResultTemplate: [] } },
    'Unknown property "searchResultTemplate". Did you mean "searchResultTemplates"?',
  ],
  [
    { searchSettings: { searchResultTemplates: [{ id: 'a', priority: 1, layout: {}, rule: [] }] } },
    'Unknown property "rule". Did you mean "rules"?',
  ],
  [{ colour: 'red' }, 'Unknown property "colour".'],
  [{ ['n'.repeat(100_000)]: 1 }, `Unknown property "${'n'.repeat(59)}… (100000 characters).`],
] as const)('an unknown property is named with the nearest known one', ([body, message]) => {
  expect(checkCreateRequest({ ...valid, ...body }, { profile: 'documented', version: 'beta' })[0]?.message).toBe(
    message,
  );
});
