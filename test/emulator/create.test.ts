import { describe, expect, test, vi } from 'vitest';
import { createBuilders } from '../../src/builders/index.ts';
import { createEmulator, explainExchange } from '../../src/emulator/index.ts';
import { externalConnectionSchema, graphErrorSchema } from '../../src/index.ts';
import { createRequest } from './requests.ts';

describe('201 Created', () => {
  test('has the entity in the body, in state draft, with the caller among the authorized apps', async () => {
    const graph = createEmulator({ profile: 'documented' });

    const response = await graph.fetch(createRequest());

    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({
      '@odata.context': 'https://graph.microsoft.com/beta/$metadata#external/connections/$entity',
      id: 'contosohr',
      name: 'Contoso HR',
      description: 'Connection to index Contoso HR system',
      connectorId: null,
      state: 'draft',
      ingestedItemsCount: null,
      configuration: { authorizedAppIds: ['d310d35d-72ec-47dd-92f2-fb9c40936555'] },
      activitySettings: null,
      searchSettings: null,
      complianceSettings: null,
      contentCategory: 'uncategorized',
      enabledContentExperiences: null,
    });
  });

  test('on v1.0 has none of the members of beta', async () => {
    const url = 'https://graph.microsoft.com/v1.0/external/connections';

    const response = await createEmulator({ profile: 'documented' }).fetch(createRequest({}, { url }));

    expect(await response.json()).toEqual({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#external/connections/$entity',
      id: 'contosohr',
      name: 'Contoso HR',
      description: 'Connection to index Contoso HR system',
      connectorId: null,
      state: 'draft',
      configuration: { authorizedAppIds: ['d310d35d-72ec-47dd-92f2-fb9c40936555'] },
      activitySettings: null,
      searchSettings: null,
      contentCategory: 'uncategorized',
    });
  });

  test.for([
    'https://graph.microsoft.com',
    'https://graph.microsoft.us',
    'https://dod-graph.microsoft.us',
    'http://127.0.0.1:3000',
  ])('names the root %s in context and Location', async (root) => {
    const response = await createEmulator({ profile: 'documented' }).fetch(
      createRequest({}, { url: `${root}/beta/external/connections` }),
    );

    expect(response.headers.get('location')).toBe(`${root}/beta/external/connections/contosohr`);
    expect(await response.json()).toMatchObject({
      '@odata.context': `${root}/beta/$metadata#external/connections/$entity`,
    });
  });

  test('returns a connection of the builders, property by property', async () => {
    const build = createBuilders({ version: 'beta', seed: 2 });

    const response = await createEmulator({ profile: 'documented' }).fetch(createRequest(build.createRequest()));

    const body = externalConnectionSchema.parse(await response.json());
    expect(Object.keys(body).toSorted()).toEqual(Object.keys(build.connection()).toSorted());
  });

  test('echoes every member that was sent, with the caller added to the authorized apps', async () => {
    const sent = createBuilders({ version: 'beta', seed: 2 }).createRequest({
      configuration: { authorizedAppIds: ['app-1'] },
    });

    const response = await createEmulator({ profile: 'documented', appId: 'the-caller' }).fetch(createRequest(sent));

    expect(await response.json()).toMatchObject({
      ...sent,
      configuration: { authorizedAppIds: ['app-1', 'the-caller'] },
    });
  });

  test('does not add a caller that is among the authorized apps', async () => {
    const graph = createEmulator({ profile: 'documented', appId: 'the-caller' });

    await graph.fetch(
      createRequest({ configuration: { authorizedAppIds: ['the-caller', 'app-1'], authorizedApps: [] } }),
    );

    expect(graph.connections[0]?.configuration).toEqual({
      authorizedAppIds: ['the-caller', 'app-1'],
      authorizedApps: [],
    });
  });

  test('gives templates without rules an empty list of them', async () => {
    const template = { id: 'card', priority: 1, layout: { type: 'AdaptiveCard', version: '1.3' } };
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(
      createRequest({
        searchSettings: { searchResultTemplates: [template] },
        complianceSettings: { eDiscoveryResultTemplates: [{ ...template, layout: {} }] },
      }),
    );

    expect(graph.connections[0]?.searchSettings).toEqual({ searchResultTemplates: [{ ...template, rules: [] }] });
    expect(graph.connections[0]?.complianceSettings).toEqual({
      eDiscoveryResultTemplates: [{ ...template, layout: {}, rules: [] }],
    });
  });

  test('writes Int64 as a JSON number, in profile documented as it was sent, 0 included', async () => {
    const graph = createEmulator({ profile: 'documented', onAdvisory: () => {} });

    const some = await graph.fetch(createRequest({ ingestedItemsCount: 700000 }));
    const none = await graph.fetch(createRequest({ id: 'other', ingestedItemsCount: 0 }));

    expect(await some.text()).toContain('"ingestedItemsCount":700000');
    expect(await none.text()).toContain('"ingestedItemsCount":0');
  });

  test('in profile live ignores state and ingestedItemsCount', async () => {
    const graph = createEmulator({ profile: 'live' });

    const response = await graph.fetch(createRequest({ state: 'ready', ingestedItemsCount: 7 }));

    expect(await response.json()).toMatchObject({ state: 'draft', ingestedItemsCount: null });
  });

  test('keeps the letter case of the id and gives enum members that of the metadata', async () => {
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(
      createRequest({ id: 'ContosoHR', contentCategory: 'PEOPLE', enabledContentExperiences: 'SEARCH,compliance' }),
    );

    expect(graph.connections).toMatchObject([
      { id: 'ContosoHR', contentCategory: 'people', enabledContentExperiences: 'search, compliance' },
    ]);
  });

  test('may be had twice with the same name', async () => {
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(createRequest({ id: 'first1' }));
    const second = await graph.fetch(createRequest({ id: 'second2' }));

    expect(second.status).toBe(201);
  });
});

describe('the id', () => {
  test('is a GUID where the client chose none, in profile documented', async () => {
    const graph = createEmulator({ profile: 'documented', onAdvisory: () => {} });

    const response = await graph.fetch(createRequest({ id: undefined }));

    const { id } = externalConnectionSchema.parse(await response.json());
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(graph.connections[0]?.id).toBe(id);
  });

  test('is another GUID for the next connection', async () => {
    const graph = createEmulator({ profile: 'documented', onAdvisory: () => {} });

    await graph.fetch(createRequest({ id: undefined }));
    await graph.fetch(createRequest({ id: undefined }));

    expect(new Set(graph.connections.map(({ id }) => id)).size).toBe(2);
  });

  test('that is taken, in any case, gets 409 and keeps the first connection', async () => {
    const graph = createEmulator({ profile: 'documented' });
    await graph.fetch(createRequest({ id: 'Parts', name: 'First' }));

    const response = await graph.fetch(createRequest({ id: 'PARTS', name: 'Second' }));

    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      error: { code: 'NameAlreadyExists', message: 'The specified resource name already exists' },
    });
    expect(graph.connections.map(({ name }) => name)).toEqual(['First']);
    expect(graph.exchanges[1]?.violations).toMatchObject([{ rule: 'id.unique', path: '/id', value: 'PARTS' }]);
  });

  test('of two creates at once is given to one of them', async () => {
    const graph = createEmulator({ profile: 'documented' });

    const responses = await Promise.all([graph.fetch(createRequest()), graph.fetch(createRequest())]);

    expect(responses.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(graph.connections).toHaveLength(1);
  });
});

describe('400', () => {
  test('has the envelope of Graph and nothing of the kit', async () => {
    const graph = createEmulator({ profile: 'documented', now: () => new Date('2026-05-04T03:02:01.999Z') });

    const response = await graph.fetch(createRequest({ id: 'contoso-hr' }));

    const body = graphErrorSchema.parse(await response.json());
    const requestId = response.headers.get('request-id');
    expect(response.status).toBe(400);
    expect(body).toEqual({
      error: {
        code: 'InvalidRequest',
        message: 'The request is malformed or incorrect.',
        innerError: { date: '2026-05-04T03:02:01', 'request-id': requestId, 'client-request-id': requestId },
      },
    });
  });

  test.for([
    [
      'an unknown type names it',
      { searchSettings: { '@odata.type': '#microsoft.graph.externalConnectors.findSettings' } },
      {
        code: 'InvalidRequest',
        innerError: {
          code: 'DeserializationError',
          message:
            "A type named 'microsoft.substrateConnectors.findSettings' could not be resolved by the model. When a model is available, each type name must resolve to a valid type.",
        },
      },
    ],
    [
      'a wrong JSON type names the property',
      { activitySettings: { urlToItemResolvers: {} } },
      {
        code: 'BadRequest',
        message: 'Property urlToItemResolvers in payload has a value that does not match schema.',
      },
    ],
    [
      'a wrong JSON type in a list names the list',
      { configuration: { authorizedAppIds: ['a', 7] } },
      { code: 'BadRequest', message: 'Property authorizedAppIds in payload has a value that does not match schema.' },
    ],
    [
      'an unknown property has the inner code of the deserialiser',
      { nickname: 'HR' },
      { code: 'InvalidRequest', innerError: { code: 'DeserializationError' } },
    ],
  ] as const)('for %s', async ([, body, error]) => {
    const response = await createEmulator({ profile: 'documented' }).fetch(createRequest(body));

    expect(await response.json()).toMatchObject({ error });
  });

  test('names a property of the body that is allowed in configuration, which is an open type', async () => {
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(createRequest({ level2: 1, configuration: { level2: 'x' } }));

    expect(graph.exchanges[0]?.violations.map(({ path }) => path)).toEqual(['/level2']);
  });

  test.for([
    [{ configuration: { authorizedAppIds: [...Array(10).fill('app'), 7] } }, 'authorizedAppIds'],
    [{ name: 7 }, 'name'],
    [
      { searchSettings: { searchResultTemplates: [{ id: 'a', priority: 1, layout: {}, rules: [{ values: 7 }] }] } },
      'values',
    ],
  ] as const)('names in its sentence the property of the wrong type, and no index: %j', async ([body, property]) => {
    const response = await createEmulator({ profile: 'documented' }).fetch(createRequest(body));

    expect(await response.json()).toMatchObject({
      error: { message: `Property ${property} in payload has a value that does not match schema.` },
    });
  });

  test('for a body of 10,000 levels, and the emulator goes on', async () => {
    const graph = createEmulator({ profile: 'documented' });
    const { url, headers } = createRequest();
    const body = `{"configuration":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`;

    const response = await graph.fetch(new Request(url, { method: 'POST', headers, body }));

    expect(response.status).toBe(400);
    expect(graph.exchanges[0]?.violations).toMatchObject([
      { rule: 'body.depth', message: 'The body nests too deep. The body must nest at most 100 levels.' },
    ]);
    expect((await graph.fetch(createRequest())).status).toBe(201);
  });
});

describe('what is not emulated', () => {
  test.for([
    ['GET', 'https://graph.microsoft.com/v1.0/external/connections/contosohr/items'],
    ['GET', 'https://graph.microsoft.com/v1.0/external/connections/contosohr/groups'],
    ['POST', 'https://graph.microsoft.com/v2.0/external/connections'],
    ['POST', 'https://graph.microsoft.com/v1.0/me/messages'],
  ])('%s %s gets 501 in the envelope of Graph', async ([method = '', url = '']) => {
    const response = await createEmulator({ profile: 'documented' }).fetch(url, { method });

    expect(response.status).toBe(501);
    expect(await response.json()).toMatchObject({ error: { code: 'NotImplemented' } });
  });

  test('a relative URL is refused with a TypeError', async () => {
    await expect(createEmulator({ profile: 'documented' }).fetch('/beta/external/connections')).rejects.toThrow(
      TypeError,
    );
  });
});

describe('the choices for open questions', () => {
  test('question 1: strictDescription refuses a request without a description', async () => {
    const response = await createEmulator({ profile: 'documented', strictDescription: true }).fetch(
      createRequest({ description: undefined }),
    );

    expect(response.status).toBe(400);
  });

  test('question 7: rejectReadOnly refuses state', async () => {
    const response = await createEmulator({ profile: 'documented', rejectReadOnly: true }).fetch(
      createRequest({ state: 'draft' }),
    );

    expect(response.status).toBe(400);
  });

  test('question 8: betaSettingsOnV1 accepts the two settings on v1.0 and drops them', async () => {
    const graph = createEmulator({ profile: 'documented', betaSettingsOnV1: true });
    const url = 'https://graph.microsoft.com/v1.0/external/connections';

    const response = await graph.fetch(
      createRequest({ enabledContentExperiences: 'search', complianceSettings: {} }, { url }),
    );

    expect(response.status).toBe(201);
    expect(graph.connections).toMatchObject([{ enabledContentExperiences: null, complianceSettings: null }]);
  });

  test.for([
    [{ enabledContentExperiences: 'search' }, 'settings.betaOnly'],
    [{ enabledContentExperiences: ['search', 'compliance'] }, 'settings.betaOnly'],
    [{ complianceSettings: {} }, 'settings.betaOnly'],
    [{ ingestedItemsCount: 7 }, 'ingestedItemsCount.betaOnly'],
  ] as const)('question 8: profile live accepts %j on v1.0 with an advisory', async ([body, rule]) => {
    const onAdvisory = vi.fn();
    const graph = createEmulator({ onAdvisory });
    const url = 'https://graph.microsoft.com/v1.0/external/connections';

    const response = await graph.fetch(createRequest(body, { url }));

    expect(response.status).toBe(201);
    expect(await response.json()).not.toHaveProperty(Object.keys(body).join());
    expect(onAdvisory.mock.calls.map(([advisory]) => advisory.rule)).toEqual([rule]);
  });

  test.for([
    ['#microsoft.graph.externalConnectors.itemIdResolver', 201],
    ['microsoft.graph.externalConnectors.itemIdResolver', 201],
    ['#microsoft.graph.externalConnectors.urlToItemResolverBase', 400],
  ] as const)('the type %s of a URL resolver gets %i', async ([type, status]) => {
    const graph = createEmulator();
    const activitySettings = { urlToItemResolvers: [{ '@odata.type': type, itemId: '{slug}' }] };

    const response = await graph.fetch(createRequest({ activitySettings }));

    expect(response.status).toBe(status);
    if (status === 201) {
      expect(await response.json()).toMatchObject({
        activitySettings: {
          urlToItemResolvers: [{ '@odata.type': '#microsoft.graph.externalConnectors.itemIdResolver' }],
        },
      });
    }
  });

  test('question 9: experiencesAsArray accepts an array and returns a string', async () => {
    const response = await createEmulator({ profile: 'documented', experiencesAsArray: true }).fetch(
      createRequest({ enabledContentExperiences: ['search', 'compliance'] }),
    );

    expect(await response.json()).toMatchObject({ enabledContentExperiences: 'search, compliance' });
  });

  test('question 13: wwwAuthenticate adds the header to a 401, and only there', async () => {
    const graph = createEmulator({ profile: 'documented', wwwAuthenticate: true });
    const { url } = createRequest();

    const without = await createEmulator({ profile: 'documented' }).fetch(url, { method: 'POST' });
    const withHeader = await graph.fetch(url, { method: 'POST' });

    expect(without.headers.get('www-authenticate')).toBeNull();
    expect(withHeader.headers.get('www-authenticate')).toMatch(/^Bearer /);
    expect((await graph.fetch(createRequest())).headers.get('www-authenticate')).toBeNull();
    expect((await graph.fetch(createRequest({ id: 'x' }))).headers.get('www-authenticate')).toBeNull();
  });

  test('question 14: tenantLimit refuses the next create with 403 QuotaLimitReached', async () => {
    const graph = createEmulator({ profile: 'documented', tenantLimit: 1 });
    await graph.fetch(createRequest({ id: 'first1' }));

    const response = await graph.fetch(createRequest({ id: 'second2' }));

    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: 'QuotaLimitReached' } });
    expect(graph.connections).toHaveLength(1);
    expect(graph.exchanges[1]?.violations).toMatchObject([{ rule: 'tenant.limit', path: '', value: 1 }]);
  });

  test('question 21: brokenCardFails stores the connection, responds with 503, and with 409 to the retry', async () => {
    const graph = createEmulator({ profile: 'documented', brokenCardFails: true });
    const broken = {
      searchSettings: { searchResultTemplates: [{ id: 'card', priority: 1, layout: { type: 'Card' } }] },
    };

    const first = await graph.fetch(createRequest(broken));
    const retry = await graph.fetch(createRequest(broken));

    expect([first.status, retry.status]).toEqual([503, 409]);
    expect(first.headers.get('retry-after')).toBeNull();
    expect(graph.connections).toHaveLength(1);
    expect(graph.exchanges[0]).toMatchObject({ fault: 'brokenCard' });
  });

  const card = { type: 'AdaptiveCard', version: '1.3' };
  test.for([
    ['no template', {}, 201, undefined],
    ['an Adaptive Card', { searchSettings: templates(card) }, 201, undefined],
    [
      'a card of another type, behind a good one',
      { searchSettings: templates(card, { ...card, type: 'Card' }) },
      503,
      '/searchSettings/searchResultTemplates/1/layout/type',
    ],
    [
      'a card without a version',
      { searchSettings: templates({ type: 'AdaptiveCard' }) },
      503,
      '/searchSettings/searchResultTemplates/0/layout/version',
    ],
    [
      'an eDiscovery template without a version',
      { complianceSettings: complianceTemplates({ type: 'AdaptiveCard' }) },
      503,
      '/complianceSettings/eDiscoveryResultTemplates/0/layout/version',
    ],
    [
      'a good eDiscovery template',
      { complianceSettings: complianceTemplates({ ...card, version: '1.0' }) },
      201,
      undefined,
    ],
  ] as const)('question 21: brokenCardFails checks %s, and names its property', async ([, settings, status, path]) => {
    const graph = createEmulator({ profile: 'documented', brokenCardFails: true });

    const response = await graph.fetch(createRequest(settings));

    expect(response.status).toBe(status);
    expect(graph.exchanges[0]?.violations[0]?.path).toBe(path);
  });

  test('question 21: a broken card is explained as a refusal is', async () => {
    const graph = createEmulator({ brokenCardFails: true });

    await graph.fetch(createRequest({ searchSettings: templates({ type: 'Card' }) }));

    expect(graph.exchanges.map(explainExchange).join()).toContain(
      'its version a string, got "Card" (at /searchSettings/searchResultTemplates/0/layout/type, rule displayTemplate.card).',
    );
  });
});

describe('advisories', () => {
  test('name what the live service would refuse or ignore', async () => {
    const onAdvisory = vi.fn();
    const graph = createEmulator({ profile: 'documented', onAdvisory });

    await graph.fetch(createRequest({ id: undefined, state: 'ready' }));

    expect(onAdvisory.mock.calls.map(([{ rule }]) => rule)).toEqual(['id.required', 'state.readOnly']);
    expect(graph.exchanges[0]?.advisories.map(({ rule }) => rule)).toEqual(['id.required', 'state.readOnly']);
    expect(graph.exchanges[0]?.violations).toEqual([]);
  });

  test('name a state alone, which the live service ignores', async () => {
    const onAdvisory = vi.fn();

    await createEmulator({ profile: 'documented', onAdvisory }).fetch(createRequest({ state: 'ready' }));

    expect(onAdvisory.mock.calls.map(([{ rule }]) => rule)).toEqual(['state.readOnly']);
  });

  test('keep to the switches of the emulator', async () => {
    const onAdvisory = vi.fn();

    await createEmulator({ profile: 'documented', onAdvisory, experiencesAsArray: true }).fetch(
      createRequest({ enabledContentExperiences: ['search'] }),
    );

    expect(onAdvisory).not.toHaveBeenCalled();
  });

  test('are silent where the live service agrees, and in profile live', async () => {
    const onAdvisory = vi.fn();

    await createEmulator({ profile: 'documented', onAdvisory }).fetch(createRequest());
    await createEmulator({ onAdvisory, profile: 'live' }).fetch(createRequest({ state: 'ready' }));

    expect(onAdvisory).not.toHaveBeenCalled();
  });

  test('go to console.warn by default, naming rule and fix', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});

    await createEmulator({ profile: 'documented' }).fetch(createRequest({ id: undefined }));

    expect(warn.mock.calls).toMatchInlineSnapshot(`
      [
        [
          "Accepted, but the live service does otherwise. A connection must have an id, got nothing (at /id, rule id.required).
        Fix: Choose an id of 3 to 32 letters and digits, and add it.
        Source: externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection)",
        ],
      ]
    `);
    warn.mockRestore();
  });
});

describe('options that cannot be used', () => {
  test.for([
    [{ seed: -1 }, 'The option seed is -1. Use a whole number from 0.'],
    [{ profile: 'lively' as 'live' }, 'The option profile is "lively". Use "documented" or "live".'],
    [{ deleteDelay: -1 }, 'The option deleteDelay is -1. Use a whole number from 0.'],
    [{ idReleaseDelay: 0.5 }, 'The option idReleaseDelay is 0.5. Use a whole number from 0.'],
    [{ schemaDelay: Number.NaN }, 'The option schemaDelay is NaN. Use a whole number from 0.'],
    [{ itemsRemaining: -7 }, 'The option itemsRemaining is -7. Use a whole number from 0.'],
    [{ tenantLimit: -1 }, 'The option tenantLimit is -1. Use a whole number from 0, or Number.POSITIVE_INFINITY.'],
    [{ tenantLimit: 1.5 }, 'The option tenantLimit is 1.5. Use a whole number from 0, or Number.POSITIVE_INFINITY.'],
  ] as const)('%j', ([options, message]) => {
    expect(() => createEmulator(options)).toThrow(new TypeError(message));
  });

  test('a tenant may have room for no connection', async () => {
    expect((await createEmulator({ profile: 'documented', tenantLimit: 0 }).fetch(createRequest())).status).toBe(403);
  });

  test('undefined counts as not given', async () => {
    const options = { seed: undefined, profile: undefined, now: undefined } as object;

    expect((await createEmulator(options).fetch(createRequest())).status).toBe(201);
  });
});

describe('what fetch takes', () => {
  const url = 'https://graph.microsoft.com/beta/external/connections';

  test.for([
    ['a text', url],
    ['a URL', new URL(url)],
    ['a Request', new Request(url)],
  ] as const)('%s', async ([, input]) => {
    expect((await createEmulator({ profile: 'documented' }).fetch(input)).status).toBe(401);
  });

  test('a Request, and what differs from it', async () => {
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(createRequest(), { headers: { Authorization: '' } });

    expect(graph.exchanges[0]).toMatchObject({ request: { method: 'POST' }, response: { status: 401 } });
  });
});

function templates(...layouts: readonly object[]) {
  return { searchResultTemplates: layouts.map((layout, index) => ({ id: `card${index}`, priority: 1, layout })) };
}

function complianceTemplates(...layouts: readonly object[]) {
  return { eDiscoveryResultTemplates: templates(...layouts).searchResultTemplates };
}

test('the card of an eDiscovery template comes back with its properties in the order in which they were sent', async () => {
  const layout = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.2',
    body: [],
  };
  const complianceSettings = { eDiscoveryResultTemplates: [{ id: 'card', priority: 1, layout }] };

  const response = await createEmulator().fetch(createRequest({ complianceSettings }));

  expect(await response.text()).toContain(`"layout":${JSON.stringify(layout)}`);
});

describe('the type annotation of a create', () => {
  const type = '#microsoft.graph.externalConnectors.externalConnection';

  test.for([
    ['documented', type],
    ['live', undefined],
  ] as const)('in profile %s comes back as %s', async ([profile, expected]) => {
    const response = await createEmulator({ profile }).fetch(createRequest({ '@odata.type': type }));

    expect(response.status).toBe(201);
    expect((await response.json())['@odata.type']).toBe(expected);
  });

  test('comes back with full metadata, whatever the profile', async () => {
    const headers = { Accept: 'application/json;odata.metadata=full' };

    const response = await createEmulator().fetch(createRequest({}, { headers }));

    expect((await response.json())['@odata.type']).toBe(type);
  });
});
