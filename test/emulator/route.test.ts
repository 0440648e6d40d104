import { describe, expect, test } from 'vitest';
import { createEmulator, type Emulator, explainExchange } from '../../src/emulator/index.ts';
import { createRequest, requestTo } from './requests.ts';

async function tenant(id = 'contosohr'): Promise<Emulator> {
  const graph = createEmulator({ profile: 'documented', onAdvisory: () => {} });
  await graph.fetch(createRequest({ id }));
  return graph;
}

describe('the connection contosohr is found', () => {
  test.for([
    '/contosohr',
    '/contosohr/',
    '//contosohr',
    '/CONTOSOHR',
    "('contosohr')",
    "('ContosoHR')",
    '(%27contosohr%27)',
    '/%63ontosohr',
    '/contoso%68r?$select=id',
  ])('at %s', async (path) => {
    const response = await (await tenant()).fetch(requestTo(path));

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ id: 'contosohr' });
  });

  test.for([
    ['PATCH', "('contosohr')", 204],
    ['DELETE', "('contosohr')", 202],
    ['GET', "('contosohr')/quota", 200],
    ['GET', "('contosohr')/operations('1')", 404],
    ['GET', "/contosohr/operations('1')", 404],
  ] as const)('by %s %s', async ([method, path, status]) => {
    const body = method === 'PATCH' ? { name: 'People' } : undefined;

    const response = await (await tenant()).fetch(requestTo(path, { method, body }));

    expect(response.status).toBe(status);
  });

  test('and returned under its own id, in any case of the path', async () => {
    const graph = await tenant('ContosoHR');

    const response = await graph.fetch(
      requestTo('/contosohr', { headers: { Accept: 'application/json;odata.metadata=full' } }),
    );

    expect(await response.json()).toMatchObject({
      id: 'ContosoHR',
      '@odata.id': 'https://graph.microsoft.com/beta/external/connections/ContosoHR',
    });
  });
});

describe('a connection with an id that only put gives', () => {
  test('has it encoded in Location', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.put({ id: 'größe 1/2' });
    const body = { baseType: 'microsoft.graph.externalItem', properties: [{ name: 'size', type: 'string' }] };

    const response = await graph.fetch(requestTo('/gr%C3%B6%C3%9Fe%201%2F2/schema', { method: 'PATCH', body }));

    expect(response.headers.get('location')).toMatch(
      /\/connections\/gr%C3%B6%C3%9Fe%201%2F2\/operations\/[0-9a-f-]{36}$/,
    );
  });
});

describe('404 ItemNotFound', () => {
  test.for(['/contosocrm', "('contosocrm')", "('o''reilly')", '/contoso%2Fhr', '/%', '/contosohr%20', '/__proto__'])(
    'responds to GET %s',
    async (path) => {
      const graph = await tenant();

      const response = await graph.fetch(requestTo(path));

      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({
        error: { code: 'ItemNotFound', message: 'The requested resource does not exist.' },
      });
      expect(graph.exchanges[1]?.violations).toMatchObject([{ rule: 'connection.exists', path: 'path' }]);
    },
  );
});

describe('400 BadRequest names the segment that is unknown', () => {
  test.for([
    ['beta', '/contosohr/permissions', 'permissions'],
    ['beta', '/contosohr/schema/properties', 'properties'],
    ['beta', '/contosohr/operations/1/error', 'error'],
    ['beta', '/contosohr/quota/itemsRemaining', 'itemsRemaining'],
    ['beta', '/contosohr/toString', 'toString'],
    ['v1.0', '/contosohr/quota', 'quota'],
    ['beta', '(contosohr)', '(contosohr)'],
    ['beta', "('contosohr", "('contosohr"],
    ['beta', "('contoso')hr", "('contoso')hr"],
    ['beta', '()', '()'],
  ] as const)('on %s, %s', async ([version, path, segment]) => {
    const response = await (await tenant()).fetch(requestTo(path, { version }));

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { code: 'BadRequest', message: `Resource not found for the segment '${segment}'.` },
    });
  });
});

describe('405', () => {
  test.for([
    ['PUT', ''],
    ['PATCH', ''],
    ['DELETE', ''],
    ['POST', '/contosohr'],
    ['PUT', '/contosohr'],
    ['PUT', '/contosohr/schema'],
    ['PATCH', '/contosohr/operations/1'],
    ['DELETE', '/contosohr/operations/1'],
    ['PATCH', '/contosohr/quota'],
    ['toString', '/contosohr'],
    ['__proto__', ''],
  ] as const)('responds to %s of %j', async ([method, path]) => {
    const response = await (await tenant()).fetch(requestTo(path, { method }));

    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).not.toContain(method);
    expect(await response.json()).toMatchObject({
      error: {
        code: 'Request_BadRequest',
        message: 'Specified HTTP method is not allowed for the request target.',
      },
    });
  });
});

describe('Allow', () => {
  test.for([
    ['', 'POST, GET, HEAD, OPTIONS'],
    ['/contosohr', 'GET, PATCH, DELETE, HEAD, OPTIONS'],
    ['/contosohr/items/1/addActivities', 'POST, OPTIONS'],
  ] as const)('of %j names its methods, with 405 and with OPTIONS', async ([path, allow]) => {
    const graph = await tenant();

    const refused = await graph.fetch(requestTo(path, { method: 'PURGE' }));
    const options = await graph.fetch(requestTo(path, { method: 'OPTIONS' }));

    expect([refused.status, refused.headers.get('allow')]).toEqual([405, allow]);
    expect([options.status, options.headers.get('allow'), await options.text()]).toEqual([204, allow, '']);
    expect(graph.exchanges.map(explainExchange).at(-2)).toContain(`\nThe methods of this path are ${allow}.`);
  });
});

describe('HEAD', () => {
  test.for(['', '/contosohr', '/unknown1'])('of %j gets what GET gets, without the body', async (path) => {
    const graph = await tenant();

    const get = await graph.fetch(requestTo(path));
    const head = await graph.fetch(requestTo(path, { method: 'HEAD' }));

    expect([head.status, head.headers.get('content-type')]).toEqual([get.status, get.headers.get('content-type')]);
    expect(await head.text()).toBe('');
    expect(graph.exchanges.at(-1)?.response.body).toBeUndefined();
  });

  test('of the schema needs a token, as GET does', async () => {
    const response = await (await tenant()).fetch(
      'https://graph.microsoft.com/v1.0/external/connections/contosohr/schema',
      {
        method: 'HEAD',
      },
    );

    expect(response.status).toBe(401);
  });
});

describe('501 NotImplemented', () => {
  test.for([
    '/contosohr/items',
    '/contosohr/items/1/activities',
    '/contosohr/groups/1/members',
    '/contosohr/operations',
    '/$count',
    '/contosohr/$ref',
    'extra',
  ])('responds to what Graph may have and the kit does not: %s', async (path) => {
    const response = await (await tenant()).fetch(requestTo(path));

    expect(response.status).toBe(501);
    expect(await response.json()).toMatchObject({ error: { code: 'NotImplemented' } });
  });
});
