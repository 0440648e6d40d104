import { describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { externalConnectionSchema } from '../../src/index.ts';
import { cliCapture } from '../conformance/documented-samples.ts';
import { createRequest, requestTo } from './requests.ts';

const root = 'https://graph.microsoft.com/beta';
const type = '#microsoft.graph.externalConnectors';
const level = (name: string) => ({ Accept: `application/json;odata.metadata=${name}` });

/** The connection and the schema of these tests, and how each read shows them without any data of OData's own. */
async function tenant(): Promise<Emulator> {
  const graph = createEmulator({ profile: 'live', seed: 3 });
  graph.put({ id: 'contosohr', name: 'Contoso HR', configuration: { authorizedAppIds: ['app-1'] } });
  const properties = [{ name: 'title', type: 'string' }];
  const body = { baseType: 'microsoft.graph.externalItem', properties };
  await graph.fetch(requestTo('/contosohr/schema', { method: 'PATCH', body }));
  return graph;
}
const connection = { id: 'contosohr', name: 'Contoso HR', configuration: { authorizedAppIds: ['app-1'] } };
const schema = { baseType: 'microsoft.graph.externalItem', properties: [{ name: 'title', type: 'string' }] };
const operation = { status: 'completed', error: null };

const annotated = {
  '@odata.type': `${type}.externalConnection`,
  '@odata.id': `${root}/external/connections/contosohr`,
  '@odata.editLink': `${root}/external/connections/contosohr`,
  ...connection,
  configuration: { '@odata.type': `${type}.configuration`, authorizedAppIds: ['app-1'] },
};

describe('Accept', () => {
  test.for([
    ['', 'none', { value: [connection] }],
    ['', 'minimal', { '@odata.context': `${root}/$metadata#external/connections`, value: [connection] }],
    ['', 'full', { '@odata.context': `${root}/$metadata#external/connections`, value: [annotated] }],
    ['/contosohr', 'none', connection],
    ['/contosohr', 'minimal', { '@odata.context': `${root}/$metadata#external/connections/$entity`, ...connection }],
    ['/contosohr', 'full', { '@odata.context': `${root}/$metadata#external/connections/$entity`, ...annotated }],
    ['/contosohr/schema', 'none', schema],
    [
      '/contosohr/schema',
      'minimal',
      { '@odata.context': `${root}/$metadata#external/connections('contosohr')/schema/$entity`, ...schema },
    ],
    [
      '/contosohr/schema',
      'full',
      {
        '@odata.context': `${root}/$metadata#external/connections('contosohr')/schema/$entity`,
        '@odata.type': `${type}.schema`,
        baseType: 'microsoft.graph.externalItem',
        properties: [{ '@odata.type': `${type}.property`, name: 'title', type: 'string' }],
      },
    ],
    ['/contosohr/quota', 'none', { itemsRemaining: 5_000_000 }],
    [
      '/contosohr/quota',
      'minimal',
      {
        '@odata.context': `${root}/$metadata#external/connections('contosohr')/quota/$entity`,
        itemsRemaining: 5_000_000,
      },
    ],
    [
      '/contosohr/quota',
      'full',
      {
        '@odata.context': `${root}/$metadata#external/connections('contosohr')/quota/$entity`,
        '@odata.type': `${type}.connectionQuota`,
        itemsRemaining: 5_000_000,
      },
    ],
  ] as const)('of %j with %s', async ([path, name, expected]) => {
    const graph = await tenant();

    const response = await graph.fetch(requestTo(path, { headers: level(name) }));

    expect(response.headers.get('content-type')).toContain(`odata.metadata=${name};`);
    expect(await response.json()).toEqual(expected);
  });

  test.for([
    ['none', operation],
    [
      'minimal',
      {
        '@odata.context': `${root}/$metadata#external/connections('contosohr')/operations/$entity`,
        ...operation,
      },
    ],
    [
      'full',
      {
        '@odata.context': `${root}/$metadata#external/connections('contosohr')/operations/$entity`,
        '@odata.type': `${type}.connectionOperation`,
        ...operation,
      },
    ],
  ] as const)('of an operation with %s', async ([name, expected]) => {
    const graph = await tenant();
    const location = String(graph.exchanges[0]?.response.headers.location);

    const response = await graph.fetch(new Request(location, requestTo('', { headers: level(name) })));

    expect(await response.json()).toEqual({ ...expected, id: location.split('/').at(-1) });
  });
});

describe('$select of one connection', () => {
  test('returns the properties that it names, and names them in the context', async () => {
    const response = await (await tenant()).fetch(requestTo('/contosohr?$select=id,name'));

    expect(await response.json()).toEqual({
      '@odata.context': `${root}/$metadata#external/connections(id,name)/$entity`,
      id: 'contosohr',
      name: 'Contoso HR',
    });
  });

  test.for([
    ['beta', '$select=nickname', 'query.select', 'query $select'],
    ['v1.0', '$select=ingestedItemsCount', 'query.select', 'query $select'],
    ['v1.0', '$select=id,complianceSettings', 'query.select', 'query $select'],
    ['beta', '$expand=schema', 'query.known', 'query $expand'],
    ['beta', '$top=1', 'query.known', 'query $top'],
  ] as const)('on %s refuses %s', async ([version, query, rule, path]) => {
    const graph = await tenant();

    const response = await graph.fetch(requestTo(`/contosohr?${query}`, { version }));

    expect(response.status).toBe(400);
    expect(graph.exchanges[1]?.violations).toMatchObject([{ rule, path }]);
  });
});

describe('a count that is not known', () => {
  test('stays null for a client that reads Int64 as a text', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.put({ id: 'contosohr', ingestedItemsCount: null });
    const headers = { Accept: 'application/json;IEEE754Compatible=true' };

    const response = await graph.fetch(requestTo('/contosohr', { headers }));

    expect(await response.json()).toMatchObject({ ingestedItemsCount: null });
  });
});

describe('a connection with one item', () => {
  test.for([
    ['draft', {}, 'draft', null],
    ['ready', {}, 'ready', 1],
    ['ready', { itemsRemaining: 1 }, 'limitExceeded', 1],
    ['limitExceeded', {}, 'limitExceeded', 1],
    ['obsolete', { itemsRemaining: 1 }, 'obsolete', 1],
  ] as const)('that is %s, with %j, reads %s, and the number of items %j', async ([state, options, now, count]) => {
    const graph = createEmulator(options);
    const items = [{ id: '1', acl: [], properties: { title: 'Holidays' } }];
    graph.put({ id: 'contosohr', state, ingestedItemsCount: null }, { items });

    const one = await graph.fetch(requestTo('/contosohr'));
    const list = await graph.fetch(requestTo(''));

    const expected = { id: 'contosohr', state: now, ingestedItemsCount: count };
    expect([await one.json(), await list.json()]).toMatchObject([expected, { value: [expected] }]);
  });

  test('is ready again once it has room', async () => {
    const graph = createEmulator({ itemsRemaining: 1 });
    graph.put(
      { id: 'contosohr', state: 'ready' },
      { items: [{ id: '1', acl: [], properties: { title: 'Holidays' } }] },
    );

    await graph.fetch(requestTo('/contosohr/items/1', { method: 'DELETE' }));
    const response = await graph.fetch(requestTo('/contosohr'));

    expect(await response.json()).toMatchObject({ state: 'ready' });
  });
});

describe('the metadata of a response', () => {
  const headers = { Accept: 'application/json;odata.metadata=full' };

  test('is there in full beside the properties that $select names', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.put({ id: 'contosohr', state: 'ready' });

    const response = await graph.fetch(requestTo('/contosohr?$select=state', { headers }));

    expect(Object.keys(Object(await response.json()))).toEqual([
      '@odata.context',
      '@odata.id',
      '@odata.editLink',
      '@odata.type',
      'state',
    ]);
  });

  test('names the type of a schema', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.put(
      { id: 'contosohr', state: 'ready' },
      { schema: { baseType: 'microsoft.graph.externalItem', properties: [] }, operationId: '1', status: 'completed' },
    );

    const response = await graph.fetch(requestTo('/contosohr/schema', { headers }));

    expect(await response.json()).toMatchObject({ '@odata.type': '#microsoft.graph.externalConnectors.schema' });
  });
});

describe('quota', () => {
  test.for([
    [{}, 'ready', {}, 5_000_000],
    [{ itemsRemaining: 3 }, 'draft', {}, 3],
    [{}, 'limitExceeded', {}, 0],
    [{}, 'ready', { Accept: 'application/json;IEEE754Compatible=true' }, '5000000'],
  ] as const)('with %j of a connection that is %s, Accept %j: %j', async ([options, state, headers, expected]) => {
    const graph = createEmulator(options);
    graph.put({ id: 'contosohr', state });

    const response = await graph.fetch(requestTo('/contosohr/quota', { headers }));

    expect(await response.json()).toMatchObject({ itemsRemaining: expected });
  });
});

describe('an option in the query where none is known', () => {
  test.for(['/contosohr/quota', '/contosohr/schema', '/contosohr/operations/1'])('is refused at %s', async (path) => {
    const graph = createEmulator({ profile: 'documented' });
    graph.put({ id: 'contosohr', state: 'ready' });

    const response = await graph.fetch(requestTo(`${path}?$select=id`));

    expect(response.status).toBe(400);
    expect(graph.exchanges[0]?.violations).toMatchObject([{ rule: 'query.known', path: 'query $select', value: 'id' }]);
  });

  test('is reported beside others, up to 20 of them', async () => {
    const graph = createEmulator();
    const options = Array.from({ length: 25 }, (_, index) => `option${index}=1`);

    for (const count of [2, 25]) await graph.fetch(requestTo(`?$count=true&${options.slice(0, count).join('&')}`));

    expect(graph.exchanges.map(({ violations }) => violations.length)).toEqual([2, 20]);
  });
});

describe('what Microsoft and others print', () => {
  test('the 201 of the create page', async () => {
    const response = await createEmulator({ profile: 'documented' }).fetch(createRequest());

    expect(await response.json()).toMatchObject({
      id: 'contosohr',
      name: 'Contoso HR',
      description: 'Connection to index Contoso HR system',
      state: 'draft',
      configuration: { authorizedAppIds: ['d310d35d-72ec-47dd-92f2-fb9c40936555'] },
    });
  });

  test.for([
    [
      'the 200 of the beta get page',
      'beta',
      'minimal',
      {
        id: 'contosohr',
        ingestedItemsCount: 700000,
        name: 'Contoso HR',
        description: 'Connection to index Contoso HR system',
        state: 'ready',
        configuration: { authorizedAppIds: ['d310d35d-72ec-47dd-92f2-fb9c40936555'] },
      },
    ],
    ['the capture of the CLI for Microsoft 365', 'v1.0', 'none', cliCapture],
  ] as const)('%s', async ([, version, name, body]) => {
    const graph = createEmulator({ profile: 'documented' });
    graph.put(externalConnectionSchema.parse(body));

    const response = await graph.fetch(requestTo(`/${body.id}`, { version, headers: level(name) }));

    const { '@odata.context': context, ...rest } = (await response.json()) as Record<string, unknown>;
    expect(rest).toEqual(body);
    expect(context === undefined).toBe(name === 'none');
  });
});
