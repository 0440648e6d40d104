import { describe, expect, test, vi } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { createRequest, requestTo } from './requests.ts';

const template = { id: 'card', priority: 1, layout: { type: 'AdaptiveCard', version: '1.3' }, rules: [] };
const stored = {
  id: 'contosohr',
  name: 'Contoso HR',
  description: 'Connection to index Contoso HR system',
  connectorId: null,
  state: 'ready',
  ingestedItemsCount: 7,
  configuration: { authorizedAppIds: ['app-1'] },
  activitySettings: null,
  searchSettings: { searchResultTemplates: [template] },
  complianceSettings: null,
  contentCategory: 'people',
  enabledContentExperiences: 'search',
};

function tenant(options: Parameters<typeof createEmulator>[0] = {}): Emulator {
  const graph = createEmulator(options);
  graph.put(stored);
  return graph;
}

function update(graph: Emulator, body: unknown, version = 'beta'): Promise<Response> {
  return graph.fetch(requestTo('/contosohr', { method: 'PATCH', version, body }));
}

describe('an update', () => {
  test('replaces the members that it sends and leaves the rest', async () => {
    const graph = tenant();

    await update(graph, { name: 'People', searchSettings: { searchResultTemplates: [] } });

    expect(graph.connections).toEqual([{ ...stored, name: 'People', searchSettings: { searchResultTemplates: [] } }]);
  });

  test.for([
    ['nothing', {}],
    ['the id that the connection has', { id: 'contosohr' }],
    ['its id in another letter case', { id: 'ContosoHR' }],
    ['what the service computes', { state: 'obsolete', ingestedItemsCount: 99 }],
  ] as const)('of %s gets 204 and changes nothing', async ([, body]) => {
    const graph = tenant();

    const response = await update(graph, body);

    expect(response.status).toBe(204);
    expect(graph.connections).toEqual([stored]);
  });

  test('in profile live ignores what the service computes too', async () => {
    const graph = tenant({ profile: 'live' });

    await update(graph, { state: 'draft', ingestedItemsCount: 0 });

    expect(graph.connections).toEqual([stored]);
  });

  test('needs neither name nor description, in profile live and with strictDescription', async () => {
    const response = await update(tenant({ profile: 'live', strictDescription: true }), { contentCategory: 'CRM' });

    expect(response.status).toBe(204);
  });

  test.for([
    ['description', { description: null }],
    ['activitySettings', { activitySettings: null }],
    ['searchSettings', { searchSettings: null }],
    ['complianceSettings', { complianceSettings: null }],
    ['enabledContentExperiences', { enabledContentExperiences: null }],
  ] as const)('with null unsets %s', async ([, body]) => {
    const graph = tenant();

    await update(graph, body);

    expect(graph.connections).toEqual([{ ...stored, ...body }]);
  });

  test('on v1.0 leaves the members of beta', async () => {
    const graph = tenant();

    await update(graph, { name: 'People' }, 'v1.0');

    expect(graph.connections).toEqual([{ ...stored, name: 'People' }]);
  });

  test('gives enum members the letter case of the metadata', async () => {
    const graph = tenant();

    await update(graph, { contentCategory: 'QNA', enabledContentExperiences: 'SEARCH,Compliance' });

    expect(graph.connections).toMatchObject([
      { contentCategory: 'qna', enabledContentExperiences: 'search, compliance' },
    ]);
  });

  test('gives eDiscovery templates without rules an empty list of them', async () => {
    const graph = tenant();
    const { rules, ...bare } = template;

    await update(graph, { complianceSettings: { eDiscoveryResultTemplates: [{ ...bare, layout: {} }] } });

    expect(graph.connections[0]?.complianceSettings).toEqual({
      eDiscoveryResultTemplates: [{ ...template, layout: {} }],
    });
  });

  test('gives search templates without rules an empty list of them', async () => {
    const graph = tenant();
    const { rules, ...bare } = template;

    await update(graph, { searchSettings: { searchResultTemplates: [bare] } });

    expect(graph.connections).toMatchObject([
      { searchSettings: { searchResultTemplates: [{ id: 'card', rules: [] }] } },
    ]);
  });

  test.for([
    ['v1.0', { name: 'Contoso HR', description: 'All', configuration: { authorizedAppIds: ['app-2'] } }],
    ['beta', { enabledContentExperiences: 'search, compliance' }],
    [
      'v1.0',
      {
        activitySettings: {
          urlToItemResolvers: [
            {
              '@odata.type': '#microsoft.graph.externalConnectors.itemIdResolver',
              priority: 1,
              itemId: '{slug}',
              urlMatchInfo: { baseUrls: ['https://blog.example.com'], urlPattern: '/(?<slug>[^/]+)' },
            },
          ],
        },
      },
    ],
  ] as const)('as clients send it to %s is kept: %j', async ([version, body]) => {
    const graph = tenant();

    const response = await update(graph, body, version);

    expect(response.status).toBe(204);
    expect(graph.connections).toMatchObject([body]);
  });

  test('is seen by the next read', async () => {
    const graph = createEmulator({ profile: 'documented' });
    await graph.fetch(createRequest());

    await update(graph, { description: 'People and teams' });

    const read = await graph.fetch(requestTo('/contosohr'));
    expect(await read.json()).toMatchObject({ name: 'Contoso HR', description: 'People and teams', state: 'draft' });
  });
});

describe('an update by an older client', () => {
  test('on v1.0 in profile live is accepted with an advisory for a setting of beta, and keeps it out', async () => {
    const onAdvisory = vi.fn();
    const graph = tenant({ profile: 'live', onAdvisory });

    const response = await update(graph, { enabledContentExperiences: ['compliance'] }, 'v1.0');

    expect(response.status).toBe(204);
    expect(onAdvisory.mock.calls).toMatchObject([[{ rule: 'settings.betaOnly', path: '/enabledContentExperiences' }]]);
    expect(graph.connections).toEqual([stored]);
  });

  test('on v1.0 with betaSettingsOnV1 leaves the settings of beta as they are', async () => {
    const graph = tenant({ betaSettingsOnV1: true });

    const response = await update(graph, { complianceSettings: {}, enabledContentExperiences: 'compliance' }, 'v1.0');

    expect(response.status).toBe(204);
    expect(graph.connections).toEqual([stored]);
  });
});

describe('an update is refused', () => {
  test.for([
    ['for an unknown member', 'beta', { nickname: 'HR' }, 'property.known'],
    ['for complianceSettings on v1.0', 'v1.0', { complianceSettings: {} }, 'settings.betaOnly'],
    ['for enabledContentExperiences on v1.0', 'v1.0', { enabledContentExperiences: 'search' }, 'settings.betaOnly'],
    ['for ingestedItemsCount on v1.0', 'v1.0', { ingestedItemsCount: 7 }, 'ingestedItemsCount.betaOnly'],
    ['for another id', 'beta', { id: 'contosocrm' }, 'id.immutable'],
    ['for an id of null', 'beta', { id: null }, 'id.notNull'],
    ['for a contentCategory of null', 'beta', { contentCategory: null }, 'contentCategory.notNull'],
    ['for a name of 129 characters', 'beta', { name: 'n'.repeat(129) }, 'name.length'],
    ['for a state of the wrong type, though it is ignored', 'beta', { state: 7 }, 'json.enum'],
    ['for a body that is a list', 'beta', [], 'body.object'],
    ['for a body that is null', 'beta', null, 'body.object'],
    ['for a body that is a text', 'beta', '"HR"', 'body.object'],
    ['for a body that is empty', 'beta', '', 'body.present'],
    ['for a body that is not JSON', 'beta', '{', 'body.json'],
  ] as const)('with 400 %s', async ([, version, body, rule]) => {
    const graph = tenant({ profile: 'documented' });

    const response = await update(graph, body, version);

    expect(response.status).toBe(400);
    expect(graph.exchanges[0]?.violations[0]).toMatchObject({ rule });
    expect(graph.connections).toEqual([stored]);
  });

  test('at the place of the id that may not change', async () => {
    const graph = tenant();

    await update(graph, { id: 'contosocrm' });

    expect(graph.exchanges[0]?.violations).toMatchObject([{ rule: 'id.immutable', path: '/id', value: 'contosocrm' }]);
  });

  test('with the inner code of the deserialiser for an unknown member', async () => {
    const response = await update(tenant(), { nickname: 'HR' });

    expect(await response.json()).toMatchObject({
      error: {
        code: 'InvalidRequest',
        message: 'The request is malformed or incorrect.',
        innerError: { code: 'DeserializationError' },
      },
    });
  });

  test('for what the service computes with the switch rejectReadOnly', async () => {
    const graph = tenant({ rejectReadOnly: true });

    const response = await update(graph, { state: 'ready' });

    expect(response.status).toBe(400);
    expect(graph.exchanges[0]?.violations).toMatchObject([{ rule: 'state.readOnly' }]);
  });

  test('where the connection is obsolete, by the rule state.writable', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.put({ ...stored, state: 'obsolete' });

    const response = await update(graph, { name: 'People' });

    expect(response.status).toBe(400);
    expect(graph.exchanges[0]?.violations).toMatchObject([
      { rule: 'state.writable', path: 'path', value: 'contosohr' },
    ]);
  });
});

describe('an update that repeats the id of its connection', () => {
  test('is done, also where the service generated the id', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.put({ ...stored, id: '71997ef6-7ef6-4199-b67e-9971f67e9971' });
    const url = 'https://graph.microsoft.com/beta/external/connections/71997ef6-7ef6-4199-b67e-9971f67e9971';

    const response = await graph.fetch(url, {
      method: 'PATCH',
      headers: { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' },
      body: JSON.stringify({ id: '71997ef6-7ef6-4199-b67e-9971f67e9971', name: 'People' }),
    });

    expect(response.status).toBe(204);
    expect(graph.connections).toMatchObject([{ name: 'People' }]);
  });
});
