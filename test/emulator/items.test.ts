import { describe, expect, test } from 'vitest';
import { createEmulator, type Emulator, faults } from '../../src/emulator/index.ts';
import type { ConnectionSchema, ExternalItem } from '../../src/index.ts';
import { requestTo } from './requests.ts';

const schema: ConnectionSchema = {
  baseType: 'microsoft.graph.externalItem',
  properties: [
    { name: 'title', type: 'string', isSearchable: true, isRetrievable: true, labels: ['title'] },
    { name: 'description', type: 'string' },
    { name: 'authors', type: 'string' },
    { name: 'priority', type: 'int64' },
    { name: 'tags', type: 'stringCollection' },
  ],
};
const acl = [{ type: 'everyone', value: 'everyone', accessType: 'grant' }] as const;
const properties = { title: 'Error in the payment gateway' };

function tenant(options: Parameters<typeof createEmulator>[0] = {}, items: ExternalItem[] = []): Emulator {
  const graph = createEmulator({ profile: 'live', onAdvisory: () => {}, ...options });
  graph.put({ id: 'contosohr', name: 'Contoso HR', state: 'ready' }, { schema, items });
  return graph;
}

function put(graph: Emulator, id: string, body: unknown, init: Parameters<typeof requestTo>[1] = {}) {
  return graph.fetch(requestTo(`/contosohr/items/${id}`, { method: 'PUT', version: 'v1.0', body, ...init }));
}

test.for([
  ['2020-02-29', 200],
  ['2000-02-29', 200],
  ['2021-02-29', 400],
  ['1900-02-29', 400],
  ['2020-02-30', 400],
  ['2021-04-30', 200],
  ['2021-04-31', 400],
] as const)('the date %s of a property and of an activity gets %d', async ([day, status]) => {
  const graph = createEmulator({ onAdvisory: () => {} });
  const declared = { ...schema, properties: [{ name: 'due', type: 'dateTime' as const }] };
  graph.put(
    { id: 'contosohr', state: 'ready' },
    { schema: declared, items: [{ id: '1', acl: [...acl], properties: {} }] },
  );
  const date = `${day}T01:31:50Z`;
  const activity = { '@odata.type': '#microsoft.graph.externalConnectors.externalActivity', type: 'viewed' };

  const first = await put(graph, '1', { properties: { due: date } });
  const second = await put(graph, '1', { activities: [{ ...activity, startDateTime: date }] });

  expect([first.status, second.status]).toEqual([status, status]);
});

describe('PUT of an item', () => {
  // Captured in 2023-10 from the output of the CLI for Microsoft 365 on v1.0.
  test('returns the captured body, byte for byte', async () => {
    const captured =
      '{"id":"pnp-ensure-siteassets-library","acl":[{"type":"everyone","value":"everyone","accessType":"grant"}],"properties":{"title":"Ensure the Site Assets Library is created","description":"Ensure that the Site Assets library is created.","authors":"Adele Vance"},"content":{"value":"Ensure that the Site Assets library is created.","type":"text"},"activities":[]}';
    const sent = {
      id: 'pnp-ensure-siteassets-library',
      content: { value: 'Ensure that the Site Assets library is created.', type: 'text' },
      acl: [{ accessType: 'grant', type: 'everyone', value: 'everyone' }],
      properties: {
        title: 'Ensure the Site Assets Library is created',
        description: 'Ensure that the Site Assets library is created.',
        authors: 'Adele Vance',
      },
    };

    const response = await put(tenant(), 'pnp-ensure-siteassets-library', sent, {
      headers: { Accept: 'application/json;odata.metadata=none' },
    });

    expect([response.status, await response.text()]).toEqual([200, captured]);
  });

  test('returns 200 for an item that exists, keeps what is not sent and replaces acl and properties whole', async () => {
    const graph = tenant();
    await put(graph, '1', { acl, properties: { ...properties, priority: 1 }, content: { type: 'text', value: 'Old' } });

    const response = await put(graph, '1', { properties: { priority: 2 } });

    expect(response.status).toBe(200);
    expect(graph.items('contosohr')).toEqual([
      { id: '1', acl, properties: { priority: 2 }, content: { value: 'Old', type: 'text' } },
    ]);
  });

  test.for(['{}', '{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#x/$entity"}'])(
    'of %s, as SDKs with a backing store send it after a read, changes nothing and is advised against',
    async (body) => {
      const graph = tenant({}, [{ id: '1', acl, properties }]);

      const response = await put(graph, '1', body);

      expect(response.status).toBe(200);
      expect(graph.items('contosohr')).toEqual([{ id: '1', acl, properties }]);
      expect(graph.exchanges[0]?.advisories.at(-1)).toMatchObject({ rule: 'item.changed' });
    },
  );

  test('returns annotations by the metadata level of Accept', async () => {
    const prefix = '#microsoft.graph.externalConnectors';
    const sent = {
      acl: [{ '@odata.type': `${prefix}.acl`, ...acl[0] }],
      properties: {
        '@odata.type': `${prefix}.properties`,
        title: 'T',
        'tags@odata.type': 'Collection(String)',
        tags: ['a'],
      },
    };
    const graph = tenant();
    await put(graph, '1', sent);
    const read = async (level: string) => {
      const headers = { Accept: `application/json;odata.metadata=${level}` };
      const response = await graph.fetch(requestTo('/contosohr/items/1', { version: 'v1.0', headers }));
      return { ...((await response.json()) as object), '@odata.context': undefined };
    };

    expect(await read('none')).toEqual({ id: '1', acl, properties: { title: 'T', tags: ['a'] } });
    expect(await read('minimal')).toEqual({
      id: '1',
      acl,
      properties: { title: 'T', 'tags@odata.type': 'Collection(String)', tags: ['a'] },
    });
    expect(await read('full')).toEqual({ '@odata.type': `${prefix}.externalItem`, id: '1', ...sent });
  });

  test('writes enum members of the acl in the case of the metadata, and keeps the order of the properties', async () => {
    const sent =
      '{"acl":[{"accessType":"GRANT","type":"Everyone","value":"EVERYONE"}],"properties":{"tags":["b","a"],"tags@odata.type":"Collection(String)","title":"T"}}';

    const response = await put(tenant(), '1', sent);

    const { acl: shown, properties: stored } = (await response.json()) as ExternalItem;
    expect(shown).toEqual([{ type: 'everyone', value: 'EVERYONE', accessType: 'grant' }]);
    expect(JSON.stringify(stored)).toBe('{"tags":["b","a"],"tags@odata.type":"Collection(String)","title":"T"}');
  });

  test.for([
    ['another id in the body', { id: '2', acl, properties }, 'item.sameId'],
    ['no acl', { properties }, 'acl.required'],
    ['no properties', { acl }, 'itemProperties.required'],
    [
      'properties that are only an annotation',
      { acl, properties: { 'tags@odata.type': 'Collection(String)' } },
      'itemProperties.count',
    ],
    ['a property that the schema does not have', { acl, properties: { nickname: 'x' } }, 'itemProperties.known'],
    ['a value of another type', { acl, properties: { priority: 'high' } }, 'itemValue.int64'],
    ['a property beside properties', { acl, properties, title: 'T' }, 'item.topLevel'],
    [
      '__proto__ as a property',
      `{"acl":${JSON.stringify(acl)},"properties":{"__proto__":"x"}}`,
      'itemProperties.known',
    ],
    ['a user by e-mail', { acl: [{ ...acl[0], type: 'user', value: 'adele@contoso.com' }], properties }, 'acl.guid'],
  ] as const)('with %s is refused with 400, and stores nothing', async ([, body, rule]) => {
    const graph = tenant();

    const response = await put(graph, '1', body);

    expect(response.status).toBe(400);
    expect(graph.exchanges[0]?.violations[0]?.rule).toBe(rule);
    expect(graph.items('contosohr')).toEqual([]);
  });

  // Captured in 2020-04: msgraph-search-connector-sample, issue 3.
  test('of the wrong type names the property in the sentence of the capture', async () => {
    const response = await put(tenant(), '1', { acl, properties: { priority: 'high' } });

    expect(await response.json()).toMatchObject({
      error: {
        code: 'BadRequest',
        message: 'Property priority in payload has a value that does not match schema.',
      },
    });
  });

  // Reported in 2025-07: cli-microsoft365, issue 6792.
  test('with empty properties and foreign ones beside them gets the usual sentence', async () => {
    const response = await put(tenant(), '1', { acl, properties: {}, title: 'T' });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { code: 'InvalidRequest', message: 'The request is malformed or incorrect.' },
    });
  });

  test('with a user that is not a GUID has the inner code InvalidGuid', async () => {
    const response = await put(tenant(), '1', {
      acl: [{ type: 'user', value: 'adele@contoso.com', accessType: 'grant' }],
      properties,
    });

    expect(await response.json()).toMatchObject({
      error: { code: 'InvalidRequest', innerError: { code: 'InvalidGuid' } },
    });
  });

  test.for([
    ['live', 'pnp-ensure_2', 200],
    ['live', 'i'.repeat(128), 200],
    ['live', 'i'.repeat(129), 400],
    ['live', 'a%20b', 400],
    ['live', '%C3%BC', 400],
    ['documented', 'TSP228082938', 200],
    ['documented', 'pnp-ensure_2', 400],
  ] as const)('in profile %s of the id %s gets %i', async ([profile, id, status]) => {
    expect((await put(tenant({ profile }), id, { acl, properties })).status).toBe(status);
  });

  test.for([
    ['live', 200],
    ['documented', 400],
  ] as const)('in profile %s with a name in another case gets %i', async ([profile, status]) => {
    expect((await put(tenant({ profile }), '1', { acl, properties: { Title: 'T' } })).status).toBe(status);
  });

  test('with a name in another case, and a collection without annotation, is advised against', async () => {
    const graph = tenant();

    await put(graph, '1', { acl, properties: { Title: 'T', tags: ['a'], 'tags@odata.type': 'Collection(String)' } });
    await put(graph, '2', { acl, properties: { tags: ['a'] } });

    expect(graph.exchanges.map(({ advisories }) => advisories)).toMatchObject([
      [{ rule: 'itemProperties.nameCase', path: '/properties/Title' }],
      [
        {
          rule: 'itemValue.annotated',
          path: '/properties/tags@odata.type',
          fix: 'Add it with the value "Collection(String)".',
        },
      ],
    ]);
  });

  test('takes null as a value, an empty content, and any string for everyone', async () => {
    const graph = tenant();

    const response = await put(graph, '1', {
      acl: [{ ...acl[0], value: 'c5f19b2d-0000-4000-8000-000000000000' }],
      properties: { title: null },
      content: { type: 'text', value: '' },
    });

    expect(response.status).toBe(200);
  });

  test('is refused before a schema is registered, and while the registration runs', async () => {
    const graph = createEmulator({ schemaDelay: 1000 });
    graph.put({ id: 'contosohr', state: 'draft' });
    const before = await put(graph, '1', { acl, properties });
    await graph.fetch(requestTo('/contosohr/schema', { method: 'PATCH', body: schema }));
    const during = await put(graph, '1', { acl, properties });

    graph.finishOperations();
    const after = await put(graph, '1', { acl, properties });

    expect([before.status, during.status, after.status]).toEqual([400, 400, 200]);
    expect(graph.exchanges[0]?.violations[0]?.rule).toBe('item.schemaRegistered');
  });

  test('is refused with 404 while the connection is being deleted', async () => {
    const graph = tenant({ deleteDelay: 60_000 });
    await graph.fetch(requestTo('/contosohr', { method: 'DELETE' }));

    expect((await put(graph, '1', { acl, properties })).status).toBe(404);
  });

  test('of an item above 4,000,000 bytes gets 413, and one of 4,000,000 bytes gets 200', async () => {
    const body = (bytes: number) => {
      const empty = JSON.stringify({ acl, properties, content: { type: 'text', value: '' } });
      return JSON.stringify({ acl, properties, content: { type: 'text', value: 'x'.repeat(bytes - empty.length) } });
    };
    const graph = tenant();

    const fits = await put(graph, '1', body(4_000_000));
    const tooLarge = await put(graph, '2', body(4_000_001));

    expect([fits.status, tooLarge.status]).toEqual([200, 413]);
    expect(graph.items('contosohr').map(({ id }) => id)).toEqual(['1']);
  });

  test('counts against the quota, and is refused where nothing is left', async () => {
    const graph = tenant({ itemsRemaining: 1 });
    await put(graph, '1', { acl, properties });

    const quota = await graph.fetch(requestTo('/contosohr/quota'));
    const second = await put(graph, '2', { acl, properties });
    const update = await put(graph, '1', { acl, properties });

    expect(await quota.json()).toMatchObject({ itemsRemaining: 0 });
    expect([second.status, update.status]).toEqual([403, 200]);
  });
});

describe('GET of an item', () => {
  test('returns the item as it was put', async () => {
    const graph = tenant({}, [{ id: '1', acl, properties }]);

    const response = await graph.fetch(requestTo('/contosohr/items/1', { version: 'v1.0' }));

    expect([response.status, await response.json()]).toEqual([
      200,
      {
        '@odata.context': "https://graph.microsoft.com/v1.0/$metadata#external/connections('contosohr')/items/$entity",
        id: '1',
        acl,
        properties,
      },
    ]);
  });

  test('returns 404 in the captured envelope for an unknown item', async () => {
    const response = await tenant({ now: () => new Date('2023-11-22T18:05:10Z') }).fetch(
      requestTo('/contosohr/items/1', { headers: { 'client-request-id': 'c' } }),
    );

    const text = await response.text();
    const requestId = response.headers.get('request-id');
    expect([response.status, text]).toEqual([
      404,
      `{"error":{"code":"ItemNotFound","message":"The requested resource does not exist.","innerError":{"code":"ResourceNotFound","source":"Item","message":"'Item' was not found.","date":"2023-11-22T18:05:10","request-id":"${requestId}","client-request-id":"c"}}}`,
    ]);
  });

  test('refuses query options', async () => {
    const graph = tenant({}, [{ id: '1', acl, properties }]);

    expect((await graph.fetch(requestTo('/contosohr/items/1?$select=id'))).status).toBe(400);
  });
});

describe('DELETE of an item', () => {
  test('returns 204 without a body, and then there is none', async () => {
    const graph = tenant({}, [{ id: '1', acl, properties }]);
    const remove = () => graph.fetch(requestTo('/contosohr/items/1', { method: 'DELETE' }));

    const first = await remove();
    const second = await remove();

    expect([first.status, await first.text(), second.status]).toEqual([204, '', 404]);
    expect(graph.items('contosohr')).toEqual([]);
  });
});

describe('the items of a connection', () => {
  test('go with it', async () => {
    const graph = tenant({}, [{ id: '1', acl, properties }]);
    await graph.fetch(requestTo('/contosohr', { method: 'DELETE' }));

    graph.put({ id: 'contosohr', state: 'ready' });

    expect(graph.items('contosohr')).toEqual([]);
  });

  test('are frozen copies of what was put', () => {
    const own = { id: '1', acl, properties: { ...properties } };
    const graph = tenant({}, [own]);
    own.properties.title = 'Changed';

    expect(graph.items('contosohr')).toEqual([{ id: '1', acl, properties }]);
    expect(Object.isFrozen(graph.items('contosohr')[0]?.properties)).toBe(true);
  });

  test('cannot be read of a connection that does not exist', () => {
    expect(() => tenant().items('contoso')).toThrow(
      new TypeError('No connection has the id "contoso". Use one of: contosohr.'),
    );
    // As JavaScript allows it.
    const itemsOf: (connectionId?: string) => unknown = createEmulator().items as (connectionId?: string) => unknown;
    expect(() => itemsOf()).toThrow(new TypeError('No connection has the id undefined. There is no connection yet.'));
  });

  test('are not listed: no page documents it', async () => {
    expect((await tenant().fetch(requestTo('/contosohr/items'))).status).toBe(501);
  });

  test('cannot be created by POST, and the exchange says how', async () => {
    const graph = tenant();

    const response = await graph.fetch(
      requestTo('/contosohr/items', { method: 'POST', body: { id: '1', acl, properties } }),
    );

    expect(response.status).toBe(404);
    expect(graph.exchanges[0]?.violations[0]?.rule).toBe('item.createdByPut');
  });

  test('are not named where a POST below one is not emulated', async () => {
    const graph = tenant();

    const response = await graph.fetch(requestTo('/contosohr/items/1/activities', { method: 'POST', body: {} }));

    expect(response.status).toBe(501);
    expect(graph.exchanges[0]?.violations).toEqual([]);
  });

  test('can be put by twenty parts of a batch, of which one is throttled', async () => {
    const graph = tenant();
    graph.plan(faults.throttled({ retryAfter: 2 }), { on: 'putItem' });
    const requests = Array.from({ length: 20 }, (_, index) => ({
      id: String(index),
      method: 'PUT',
      url: `/external/connections/contosohr/items/${index}`,
      headers: { 'Content-Type': 'application/json' },
      body: { acl, properties },
    }));

    const response = await graph.fetch('https://graph.microsoft.com/v1.0/$batch', {
      method: 'POST',
      headers: { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' },
      body: JSON.stringify({ requests }),
    });

    const { responses } = (await response.json()) as {
      responses: { status: number; headers: Record<string, string> }[];
    };
    expect(responses.map(({ status }) => status)).toEqual([429, ...Array.from({ length: 19 }, () => 200)]);
    expect(responses[0]?.headers['Retry-After']).toBe('2');
    expect(graph.items('contosohr')).toHaveLength(19);
  });
});
