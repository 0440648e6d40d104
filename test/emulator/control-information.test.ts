import { expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import {
  checkCreateRequest,
  checkItem,
  checkSchemaRequest,
  createExternalConnectionSchema,
  externalItemSchema,
  schemasFor,
} from '../../src/index.ts';
import { externalGroupSchema, groupMemberSchema, zod } from '../../src/schemas/index.ts';
import { item, requestTo, schema } from './requests.ts';

const read = { '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#x', '@odata.etag': 'W/"1"' };
const resolver = { '@odata.type': '#microsoft.graph.externalConnectors.itemIdResolver', itemId: '{id}' };
const adele = '1f0c997e-99f7-43f1-8cca-086f8d42be8d';

/** A create request with control information at each of its objects, and the places of it. */
const create = {
  ...read,
  '@odata.id': 'https://graph.microsoft.com/v1.0/external/connections/hr1',
  id: 'hr1',
  name: 'HR',
  'state@odata.type': '#microsoft.graph.externalConnectors.connectionState',
  configuration: { ...read, authorizedAppIds: [] },
  activitySettings: {
    'urlToItemResolvers@odata.type': '#Collection(microsoft.graph.externalConnectors.itemIdResolver)',
    urlToItemResolvers: [{ ...resolver, '@odata.etag': 'W/"1"', urlMatchInfo: { '@odata.etag': 'W/"1"' } }],
  },
};
const createPlaces = [
  '/@odata.context',
  '/@odata.etag',
  '/@odata.id',
  '/state@odata.type',
  '/configuration/@odata.context',
  '/configuration/@odata.etag',
  '/activitySettings/urlToItemResolvers@odata.type',
  '/activitySettings/urlToItemResolvers/0/@odata.etag',
  '/activitySettings/urlToItemResolvers/0/urlMatchInfo/@odata.etag',
];
const [property] = schema.properties;
const readSchema = { ...read, ...schema, properties: [{ ...property, '@odata.etag': '', 'labels@odata.type': '' }] };
const readItem = {
  ...read,
  ...item,
  acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant', ...read }],
  content: { value: 'x', type: 'text', '@odata.etag': '' },
};
const activity = {
  '@odata.type': '#microsoft.graph.externalConnectors.externalActivity',
  '@odata.etag': '',
  type: 'viewed',
  startDateTime: '2021-04-06T18:04:31.033Z',
  performedBy: { id: adele, type: 'user', '@odata.etag': '' },
};
const member = { ...read, id: adele, type: 'user' };
const itemPlaces = ['/acl/0/@odata.context', '/acl/0/@odata.etag', '/content/@odata.etag'];
const activityPlaces = ['/activities/0/@odata.etag', '/activities/0/performedBy/@odata.etag'];
const [context, etag] = ['/@odata.context', '/@odata.etag'];

const requests = [
  ['POST', '', create, 201, createPlaces],
  ['PATCH', '/contosohr', { ...create, id: 'contosohr' }, 204, createPlaces],
  [
    'PATCH',
    '/contosohr/schema',
    readSchema,
    202,
    [context, etag, '/properties/0/@odata.etag', '/properties/0/labels@odata.type'],
  ],
  [
    'PUT',
    '/contosohr/items/1',
    { ...readItem, activities: [activity] },
    200,
    [context, etag, ...itemPlaces, ...activityPlaces],
  ],
  ['PATCH', '/contosohr/items/2', readItem, 200, [context, etag, ...itemPlaces]],
  [
    'POST',
    '/contosohr/items/2/addActivities',
    { ...read, activities: [activity] },
    200,
    [context, etag, ...activityPlaces],
  ],
  ['POST', '/contosohr/groups', { ...read, id: 'g2', displayName: 'G' }, 201, [context, etag]],
  ['PATCH', '/contosohr/groups/g1', { ...read, displayName: 'G' }, 204, [context, etag]],
  ['POST', '/contosohr/groups/g1/members', member, 201, [context, etag]],
] as const;

function tenant(options: Parameters<typeof createEmulator>[0] = {}): Emulator {
  const graph = createEmulator({ onAdvisory: () => {}, ...options });
  graph.put({ id: 'contosohr', state: 'ready' }, { schema, items: [{ ...item, id: '2' }], groups: [{ id: 'g1' }] });
  return graph;
}

function advisedPlaces(graph: Emulator): readonly string[] {
  const advisories = graph.exchanges.at(-1)?.advisories ?? [];
  return advisories.filter(({ rule }) => rule === 'body.controlInformation').map(({ path }) => path);
}

test.for(requests)(
  '%s …%s ignores control information, with an advisory for each place',
  async ([method, path, body, status, places]) => {
    const graph = tenant();

    const response = await graph.fetch(requestTo(path, { method, body, version: 'v1.0' }));

    expect([response.status, await response.text()]).toEqual([status, expect.not.stringContaining('W/')]);
    expect(advisedPlaces(graph).toSorted()).toEqual(places.toSorted());
    expect(JSON.stringify([graph.connections, graph.items('contosohr'), graph.groups('contosohr')])).not.toContain(
      'etag',
    );
  },
);

test('no more than 100 places are reported, however many there are', () => {
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`p${index}@odata.type`, '#String']));

  const advisories = checkCreateRequest({ ...many, id: 'hr1', name: 'HR' }, { advisories: true });

  expect(advisories.map(({ path }) => path)).toEqual(
    Object.keys(many)
      .slice(0, 100)
      .map((name) => `/${name}`),
  );
});

test('a part of a batch ignores it too', async () => {
  const graph = tenant();
  const url = 'https://graph.microsoft.com/v1.0/$batch';
  const headers = { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' };
  const part = {
    id: '1',
    method: 'PATCH',
    url: '/external/connections/contosohr',
    headers,
    body: { ...read, name: 'N' },
  };

  const response = await graph.fetch(
    new Request(url, { method: 'POST', headers, body: JSON.stringify({ requests: [part] }) }),
  );

  expect(await response.json()).toMatchObject({ responses: [{ status: 204 }] });
  expect(graph.exchanges[0]?.advisories).toMatchObject([{ path: '/@odata.context' }, { path: '/@odata.etag' }]);
});

test('a connection that was read with all metadata can be sent back', async () => {
  const graph = tenant();
  const full = { headers: { Accept: 'application/json;odata.metadata=full' }, version: 'v1.0' };
  const entity = await (await graph.fetch(requestTo('/contosohr', full))).json();

  const response = await graph.fetch(requestTo('/contosohr', { method: 'PATCH', version: 'v1.0', body: entity }));

  expect(response.status).toBe(204);
});

test('rejectControlInformation refuses it with 400, and no other annotation is accepted', async () => {
  const graph = tenant({ rejectControlInformation: true });

  const refused = await graph.fetch(requestTo('/contosohr', { method: 'PATCH', body: { ...read, name: 'N' } }));
  const without = await graph.fetch(requestTo('/contosohr', { method: 'PATCH', body: { name: 'N' } }));
  const bound = await tenant().fetch(requestTo('/contosohr', { method: 'PATCH', body: { 'schema@odata.bind': 'x' } }));

  expect([refused.status, without.status, bound.status]).toEqual([400, 204, 400]);
  expect(graph.exchanges[0]?.violations[0]).toMatchObject({ rule: 'body.controlInformation', path: '/@odata.context' });
});

test.for([
  ['createExternalConnectionSchema', createExternalConnectionSchema, create],
  ['schemasFor().createRequest', schemasFor().createRequest, create],
  ['schemasFor().schemaRequest', schemasFor().schemaRequest, readSchema],
  ['externalItemSchema', externalItemSchema, readItem],
  ['externalGroupSchema', externalGroupSchema(zod), { ...read, id: 'g1' }],
  ['groupMemberSchema', groupMemberSchema(zod), member],
] as const)('%s accepts control information and leaves it out of the result', ([, schema, body]) => {
  const { success, data } = schema.safeParse(body);

  expect(success).toBe(true);
  expect(JSON.stringify(data)).not.toMatch(/etag|odata\.context|[a-z]@odata/);
});

test('a check accepts it, and reports it where advisories count', () => {
  const places = (list: readonly { readonly path: string }[]) => list.map(({ path }) => path);

  expect([checkCreateRequest(create), checkSchemaRequest(readSchema), checkItem(readItem)]).toEqual([[], [], []]);
  expect(places(checkCreateRequest(create, { advisories: true })).toSorted()).toEqual(createPlaces.toSorted());
  expect(places(checkItem(readItem, { advisories: true }))).toEqual([context, etag, ...itemPlaces]);
  expect(checkCreateRequest(create, { advisories: true })[0]?.rule).toBe('body.controlInformation');
});

test('a check reports what only beta declares where advisories count', () => {
  const body = { id: 'hr1', name: 'HR', enabledContentExperiences: 'search' };
  const precise = { ...schema, properties: [{ ...property, rankingHint: { importanceScore: 'high' } }] };

  expect(checkCreateRequest(body)).toEqual([]);
  expect(checkCreateRequest(body, { advisories: true })).toMatchObject([{ rule: 'settings.betaOnly' }]);
  expect(checkSchemaRequest(precise, { advisories: true })[0]).toMatchObject({ rule: 'schemaProperty.betaOnly' });
  expect(() => checkCreateRequest(body, { advisories: 1 as never })).toThrow('The option advisories is 1.');
});

test('an annotation among the properties of an item is the client’s own, and stays', async () => {
  const graph = createEmulator();
  const properties = [{ name: 'tags', type: 'stringCollection' as const }];
  graph.put({ id: 'contosohr', state: 'ready' }, { schema: { ...schema, properties } });
  const sent = { acl: item.acl, properties: { 'tags@odata.type': 'Collection(String)', tags: ['a'] } };

  await graph.fetch(requestTo('/contosohr/items/1', { method: 'PUT', body: sent }));

  expect(graph.items('contosohr')).toMatchObject([{ properties: sent.properties }]);
  expect(graph.exchanges[0]?.advisories).toEqual([]);
});

test.for([false, true])(
  'control information that nests 10,000 levels deep is refused, rejected or not: %s',
  async (rejects) => {
    const graph = tenant({ rejectControlInformation: rejects });
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    const body = `{"@odata.context":${deep},"contentCategory":${deep}}`;
    const url = 'https://graph.microsoft.us/v1.0/external/connections/contosohr';
    const headers = { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' };

    const response = await graph.fetch(new Request(url, { method: 'PATCH', headers, body }));

    expect(response.status).toBe(400);
  },
);
