import { describe, expect, test } from 'vitest';
import { isServiceRoot, matchOperation, operations, pathOf } from '../../src/rules/index.ts';

const graph = 'https://graph.microsoft.com';

describe('matchOperation', () => {
  test.for(operations.flatMap((row) => row.versions.map((version) => [row.name, version, row] as const)))(
    'finds %s on %s by its own path, with its ids',
    ([name, version, { method, path }]) => {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, id = '']) => id);
      const ids = Object.fromEntries(names.map((id) => [id, `${id} 1/2`]));

      const match = matchOperation(method, `${graph}/${version}${pathOf(name, ids)}?$select=id`);

      expect(match).toMatchObject({ kind: 'operation', operation: name, ids, version, root: graph });
      expect(match.kind === 'operation' && match.query.get('$select')).toBe('id');
    },
  );

  test.for([
    '/beta/external/connections/contosohr/schema',
    '/beta/connections/contosohr/schema',
    "/beta/external/connections('contosohr')/schema",
    '/beta/external/connections(%27contosohr%27)/schema',
    '/beta//external/connections/contosohr/schema',
    '//beta/external//connections/contosohr//schema/',
    '/beta/external/connections/%63ontosohr/%73chema',
    '/Beta/External/Connections/contosohr/SCHEMA',
    '/beta/external/x/../connections/contosohr/schema',
    '/beta/external/connections/contosohr/microsoft.graph.externalConnectors.schema',
  ])('finds updateSchema at %s', (path) => {
    expect(matchOperation('PATCH', graph + path)).toMatchObject({
      kind: 'operation',
      operation: 'updateSchema',
      ids: { connectionId: 'contosohr' },
      version: 'beta',
    });
  });

  test('finds the older method of an operation', () => {
    const match = matchOperation('POST', `${graph}/v1.0/external/connections/contosohr/schema`);

    expect(match).toMatchObject({ kind: 'operation', operation: 'updateSchema' });
  });

  test.for([
    ["/external/connections('o''reilly')", "o'reilly"],
    ['/external/connections/%24x', '$x'],
    ['/external/connections/%', '%'],
    ['/external/connections/__proto__', '__proto__'],
    ['/external/connections/ContosoHR', 'ContosoHR'],
  ] as const)('reads the id of %s', ([path, connectionId]) => {
    expect(matchOperation('GET', `${graph}/beta${path}`)).toMatchObject({
      operation: 'getConnection',
      ids: { connectionId },
    });
  });

  test('lists the methods that a path has', () => {
    expect(matchOperation('PUT', `${graph}/beta/external/connections/contosohr/schema`)).toMatchObject({
      kind: 'wrongMethod',
      allow: ['PATCH', 'POST', 'GET', 'DELETE', 'HEAD', 'OPTIONS'],
    });
    expect(matchOperation('GET', `${graph}/beta/$batch`)).toMatchObject({
      kind: 'wrongMethod',
      allow: ['POST', 'OPTIONS'],
    });
  });

  test.for([
    ['beta', '/external/connections/contosohr/permissions', 'permissions'],
    ['beta', '/external/connections/contosohr/schema/properties', 'properties'],
    ['beta', '/external/connections/contosohr/operations/1/error', 'error'],
    ['v1.0', '/external/connections/contosohr/quota', 'quota'],
    ['beta', '/external/connections(contosohr)', '(contosohr)'],
  ] as const)('names the first segment of %s%s that does not exist', ([version, path, segment]) => {
    expect(matchOperation('GET', `${graph}/${version}${path}`)).toMatchObject({ kind: 'unknownSegment', segment });
  });

  test.for([
    '/beta/external/connections/contosohr/operations',
    '/beta/external/connections/$count',
    '/beta/external/connections/contosohr/$ref',
    '/v1.0/external',
    '/v1.0/external/industryData',
    '/v1.0/external/connectionsextra',
    '/v1.0/external/connections/contosohr/fullRefresh/start',
    '/beta/connections/contosohr/fullrefresh/groups/1/members',
  ])('knows that %s is not emulated', (path) => {
    expect(matchOperation('GET', graph + path)).toMatchObject({ kind: 'notEmulated' });
  });

  test.for([
    '/v1.0/me',
    '/v2.0/external/connections',
    '/',
    '/v1.0/externals',
    '/beta/$batch/x',
    '/beta/connectionsextra',
  ])('finds nothing of external connections at %s', (path) => {
    expect(matchOperation('POST', graph + path)).toEqual({ kind: 'elsewhere', root: graph });
  });

  test('finds a batch in either version, in any spelling', () => {
    for (const path of ['/v1.0/$batch', '/beta/%24batch/', '//beta//$Batch']) {
      expect(matchOperation('POST', graph + path)).toMatchObject({ kind: 'batch' });
    }
  });

  test.for(['', '?', '??a=1&?b=2', '?a=+%20&&=&b&%zz=%', `?${'a=1&b&'.repeat(1500)}c=3`])(
    'reads the query %s as URLSearchParams does',
    (search) => {
      const match = matchOperation('GET', `${graph}/v1.0/external/connections${search}`);

      const expected = [...new URL(`${graph}/${search}`).searchParams];
      expect(match.kind === 'operation' && [...match.query]).toEqual(expected);
    },
  );
});

test.for([
  ['https://graph.microsoft.com', true],
  ['https://dod-graph.microsoft.us', true],
  ['https://graphXmicrosoft.com', false],
  ['http://graph.microsoft.com', false],
  ['https://graph.microsoft.com.evil.example', false],
] as const)('isServiceRoot(%s) is %s', ([root, expected]) => {
  expect(isServiceRoot(root)).toBe(expected);
});
