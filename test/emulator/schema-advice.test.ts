import { describe, expect, test, vi } from 'vitest';
import { createEmulator, type Emulator, explainExchange } from '../../src/emulator/index.ts';
import { checkSchemaRequest } from '../../src/index.ts';
import { createRequest, requestTo, stoppedClock } from './requests.ts';

const baseType = 'microsoft.graph.externalItem';
const title = { name: 'heading', type: 'string', isRetrievable: true, labels: ['title'] };
const url = { name: 'link', type: 'string', isRetrievable: true, labels: ['url'] };
const icon = { name: 'icon', type: 'string', isRetrievable: true, labels: ['iconUrl'] };
const copilot = [title, url, icon];

function advised(properties: readonly object[], profile: 'live' | 'documented' = 'live') {
  const found = checkSchemaRequest({ baseType, properties }, { profile, advisories: true });
  return found.map(({ rule, path }) => `${rule} ${path}`);
}

async function tenant(options: Parameters<typeof createEmulator>[0] = {}): Promise<Emulator> {
  const graph = createEmulator({ onAdvisory: () => {}, ...options });
  await graph.fetch(createRequest());
  return graph;
}

async function register(graph: Emulator, properties: readonly object[], path = '/contosohr/schema') {
  const response = await graph.fetch(requestTo(path, { method: 'PATCH', body: { baseType, properties } }));
  const { advisories = [], violations = [] } = graph.exchanges.at(-1) ?? {};
  return { status: response.status, rules: [...violations, ...advisories].map(({ rule }) => rule) };
}

describe('a schema that is accepted', () => {
  test('with the labels that Copilot needs has no advisory', () => {
    expect([advised(copilot), advised(copilot, 'documented')]).toEqual([[], []]);
  });

  test.for([
    ['lacks a label of Copilot', [title, url], ['properties.copilotLabels /properties']],
    ['has no label', [{ name: 'a', type: 'string' }], ['properties.copilotLabels /properties']],
    ['has a label twice', [...copilot, { ...title, name: 'other' }], ['properties.uniqueLabels /properties']],
    [
      'has a label that people connectors do not support',
      [...copilot, { name: 'boss', type: 'string', isRetrievable: true, labels: ['personManager'] }],
      ['schemaProperty.labelSupported /properties/3/labels/0'],
    ],
    [
      'has a property named content',
      [...copilot, { name: 'content', type: 'String' }],
      ['schemaProperty.nameReserved /properties/3/name'],
    ],
  ] as const)('and %s is advised against in both profiles', ([, properties, rules]) => {
    expect([advised(properties), advised(properties, 'documented')]).toEqual([rules, rules]);
  });

  test.for([
    ['schemaProperty.labelRetrievable', { ...title, isRetrievable: false }],
    ['schemaProperty.labelType', { ...title, type: 'int64' }],
  ] as const)('%s: in profile live only an advisory, in profile documented refused', ([rule, property]) => {
    const body = { baseType, properties: [property, url, icon] };

    expect(checkSchemaRequest(body)).toEqual([]);
    expect(advised(body.properties)).toEqual([`${rule} /properties/0`]);
    expect(checkSchemaRequest(body, { profile: 'documented' })).toMatchObject([{ rule, path: '/properties/0' }]);
  });

  test('has its advisories in the exchange, its explanation and on the console', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const graph = createEmulator();
    await graph.fetch(createRequest());

    await register(graph, [title]);

    const [exchange] = graph.exchanges.slice(-1);
    const sentence = 'must have the labels title, url and iconUrl, for Copilot to cite an item, got ["title"]';
    expect(exchange?.advisories).toMatchObject([{ rule: 'properties.copilotLabels', path: '/properties' }]);
    expect(exchange && explainExchange(exchange)).toContain(sentence);
    expect(warn.mock.lastCall?.[0]).toContain(sentence);
    warn.mockRestore();
  });
});

describe('names that only the pages have', () => {
  test.for([
    ['baseType.ofPage', { baseType: 'microsoft.graph.externalConnector.externalItem', properties: copilot }],
    ['schemaProperty.labelOfPage', { baseType, properties: [{ ...title, labels: ['assignedTo'] }] }],
    ['schemaProperty.labelOfPage', { baseType, properties: [{ ...title, labels: ['numReactions'] }] }],
  ] as const)('%s: accepted in profile documented alone', ([rule, body]) => {
    expect(checkSchemaRequest(body, { profile: 'documented' })).toEqual([]);
    expect(checkSchemaRequest(body)).toMatchObject([{ rule }]);
  });
});

describe('a schema that changes a registered one', () => {
  const changes = [
    ['the type', [{ ...title, type: 'stringCollection', labels: [] }, url, icon]],
    ['a label', [{ ...title, labels: [] }, url, icon]],
    ['isRefinable', [{ ...title, isRefinable: true }, url, icon]],
    ['the properties by leaving one out', [url, icon]],
  ] as const;

  test.for(changes)('in %s is accepted with an advisory', async ([, properties]) => {
    const graph = await tenant();
    await register(graph, copilot);

    const { status, rules } = await register(graph, properties);

    expect(status).toBe(202);
    expect(rules).toContain('schema.appendOnly');
  });

  test.for(changes)('in %s gets 400 with rejectSchemaChanges', async ([, properties]) => {
    const graph = await tenant({ rejectSchemaChanges: true });
    await register(graph, copilot);

    expect(await register(graph, properties)).toEqual({ status: 400, rules: ['schema.appendOnly'] });
  });

  test('by a property more gets 202 without advisory', async () => {
    const graph = await tenant({ rejectSchemaChanges: true });
    await register(graph, copilot);

    expect(await register(graph, [...copilot, { name: 'more', type: 'int64' }])).toEqual({ status: 202, rules: [] });
  });
});

describe('a connection that is being deleted', () => {
  async function writes(options: Parameters<typeof createEmulator>[0]) {
    const graph = await tenant({ deleteDelay: 1000, now: stoppedClock().now, ...options });
    await graph.fetch(requestTo('/contosohr', { method: 'DELETE' }));
    const update = await graph.fetch(requestTo('/contosohr', { method: 'PATCH', body: { name: 'N' } }));
    return [update.status, (await register(graph, copilot)).status];
  }

  test('takes updates of itself and its schema', async () => {
    expect(await writes({})).toEqual([204, 202]);
  });

  test('refuses them with 404 by rejectWritesWhileDeleting', async () => {
    expect(await writes({ rejectWritesWhileDeleting: true })).toEqual([404, 404]);
  });
});

test('an update of settings in profile documented is accepted with an advisory, in profile live without', async () => {
  const [documented, live] = [await tenant({ profile: 'documented' }), await tenant()];
  const update = requestTo('/contosohr', { method: 'PATCH', body: { searchSettings: null, name: 'N' } });

  const responses = [await documented.fetch(update.clone()), await live.fetch(update)];

  expect(responses.map(({ status }) => status)).toEqual([204, 204]);
  expect(documented.exchanges.at(-1)?.advisories).toMatchObject([
    { rule: 'update.documented', path: '/searchSettings' },
  ]);
  expect(live.exchanges.at(-1)?.advisories).toEqual([]);
});

test.for([
  ['both', { connectorId: 'hr' }, { 'GraphConnectors-Ticket': 'ticket' }, []],
  ['neither', {}, {}, []],
  ['connectorId alone', { connectorId: 'hr' }, {}, ['connectorId.ticket']],
  ['the ticket alone', {}, { 'GraphConnectors-Ticket': 'ticket' }, ['connectorId.ticket']],
] as const)(
  'a create with %s of connectorId and GraphConnectors-Ticket is accepted',
  async ([, body, headers, rules]) => {
    const graph = createEmulator({ onAdvisory: () => {} });

    const response = await graph.fetch(createRequest(body, { headers }));

    expect(response.status).toBe(201);
    expect(graph.exchanges[0]?.advisories.map(({ rule }) => rule)).toEqual(rules);
  },
);

describe('the US government cloud', () => {
  const at = (root: string, version = 'v1.0') =>
    createRequest({ contentCategory: 'crm' }, { url: `${root}/${version}/external/connections` });

  test('lacks contentCategory on v1.0: it is not returned, and advised against', async () => {
    const graph = createEmulator({ onAdvisory: () => {} });

    const response = await graph.fetch(at('https://graph.microsoft.us'));

    expect(response.status).toBe(201);
    expect(await response.json()).not.toHaveProperty('contentCategory');
    expect(graph.exchanges[0]?.advisories).toMatchObject([{ rule: 'usGovernment.declared', path: '/contentCategory' }]);
  });

  test.for([
    ['https://graph.microsoft.com', 'v1.0'],
    ['https://dod-graph.microsoft.us', 'beta'],
  ])('%s has it on %s', async ([root = '', version]) => {
    const graph = createEmulator();

    expect(await (await graph.fetch(at(root, version))).json()).toMatchObject({ contentCategory: 'crm' });
    expect(graph.exchanges[0]?.advisories).toEqual([]);
  });

  test('lacks the description of a property, and later labels and types', async () => {
    const graph = await tenant();
    const properties = [title, url, icon, { name: 'boss', type: 'principal', description: 'The boss' }];
    const { url: target, ...init } = {
      url: 'https://dod-graph.microsoft.us/v1.0/external/connections/contosohr/schema',
      method: 'PATCH',
    };
    const headers = { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' };

    await graph.fetch(new Request(target, { ...init, headers, body: JSON.stringify({ baseType, properties }) }));

    expect(graph.exchanges.at(-1)?.advisories.map(({ path }) => path)).toEqual([
      '/properties/2/labels',
      '/properties/3/type',
      '/properties/3/description',
    ]);
  });
});
