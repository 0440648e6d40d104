import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { createRequest } from './requests.ts';

const template = { id: 'card', priority: 1, layout: { type: 'AdaptiveCard' }, rules: [] };
const resolver = {
  '@odata.type': '#microsoft.graph.externalConnectors.itemIdResolver',
  itemId: '{slug}',
  urlMatchInfo: { baseUrls: [], urlPattern: '/(?<slug>.*)' },
};
const settings = {
  activitySettings: { urlToItemResolvers: [resolver] },
  searchSettings: { searchResultTemplates: [template] },
};

async function answerTo(accept: string | undefined, body: Readonly<Record<string, unknown>> = {}): Promise<Response> {
  return createEmulator({ profile: 'documented', onAdvisory: () => {} }).fetch(
    createRequest(body, accept ? { headers: { Accept: accept } } : {}),
  );
}

describe('every response', () => {
  test.for([
    ['201', {}],
    ['400', { id: 'x' }],
  ] as const)('%s has the headers of Graph', async ([status, body]) => {
    const graph = createEmulator({ profile: 'documented', now: () => new Date('2026-05-04T03:02:01.999Z'), seed: 4 });

    const response = await graph.fetch(createRequest(body));

    const { location, ...headers } = Object.fromEntries(response.headers);
    expect(response.status).toBe(Number(status));
    expect(headers).toEqual({
      'cache-control': 'no-cache',
      'client-request-id': headers['request-id'],
      'content-type':
        'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
      date: 'Mon, 04 May 2026 03:02:01 GMT',
      'odata-version': '4.0',
      'request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'strict-transport-security': 'max-age=31536000',
      'x-ms-ags-diagnostic': expect.stringContaining('ServerInfo'),
    });
  });

  test.for([
    ['201', {}],
    ['400', { id: 'x' }],
  ] as const)('%s echoes client-request-id', async ([, body]) => {
    const headers = { 'client-request-id': '3b2a7d5e-0000-4000-8000-1f2e3d4c5b6a' };

    const response = await createEmulator({ profile: 'documented' }).fetch(createRequest(body, { headers }));

    expect(response.headers.get('client-request-id')).toBe('3b2a7d5e-0000-4000-8000-1f2e3d4c5b6a');
    expect(response.headers.get('request-id')).not.toBe('3b2a7d5e-0000-4000-8000-1f2e3d4c5b6a');
  });

  test('an error repeats client-request-id in its body', async () => {
    const headers = { 'client-request-id': 'mine' };

    const response = await createEmulator({ profile: 'documented' }).fetch(createRequest({ id: 'x' }, { headers }));

    expect(await response.json()).toMatchObject({ error: { innerError: { 'client-request-id': 'mine' } } });
  });
});

describe('Accept', () => {
  test.for([
    ['nothing', undefined, 'minimal'],
    ['application/json', 'application/json', 'minimal'],
    ['*/*', '*/*', 'minimal'],
    ['none', 'application/json;odata.metadata=none', 'none'],
    ['minimal', 'application/json;odata.metadata=minimal', 'minimal'],
    ['full', 'application/json; odata.metadata=full', 'full'],
    ['FULL', 'application/json;ODATA.METADATA=FULL', 'full'],
    ['a level that does not exist', 'application/json;odata.metadata=most', 'minimal'],
  ] as const)('%s gives a Content-Type of the level', async ([, accept, level]) => {
    const response = await answerTo(accept);

    expect(response.headers.get('content-type')).toContain(`;odata.metadata=${level};`);
  });

  test('none leaves no annotation', async () => {
    const response = await answerTo('application/json;odata.metadata=none', settings);

    expect(await response.text()).not.toContain('@odata');
  });

  test('minimal has the context, and the type of a URL resolver alone', async () => {
    const response = await answerTo('application/json;odata.metadata=minimal', settings);

    const text = await response.text();
    expect(text.match(/"@odata\.[^,]*/g)).toEqual([
      '"@odata.context":"https://graph.microsoft.com/beta/$metadata#external/connections/$entity"',
      '"@odata.type":"#microsoft.graph.externalConnectors.itemIdResolver"',
    ]);
  });

  test('minimal in profile live drops the annotations that a client need not send', async () => {
    const graph = createEmulator({ profile: 'live' });
    const sent = { '@odata.type': '#microsoft.graph.externalConnectors.externalConnection' };

    const response = await graph.fetch(createRequest(sent));

    expect(await response.json()).not.toHaveProperty('@odata.type');
  });

  test('full names every type, and the URL of the connection', async () => {
    const response = await answerTo('application/json;odata.metadata=full', settings);

    expect(await response.json()).toMatchObject({
      '@odata.type': '#microsoft.graph.externalConnectors.externalConnection',
      '@odata.id': 'https://graph.microsoft.com/beta/external/connections/contosohr',
      '@odata.editLink': 'https://graph.microsoft.com/beta/external/connections/contosohr',
      configuration: { '@odata.type': '#microsoft.graph.externalConnectors.configuration' },
      activitySettings: {
        '@odata.type': '#microsoft.graph.externalConnectors.activitySettings',
        urlToItemResolvers: [
          {
            '@odata.type': '#microsoft.graph.externalConnectors.itemIdResolver',
            urlMatchInfo: { '@odata.type': '#microsoft.graph.externalConnectors.urlMatchInfo' },
          },
        ],
      },
      searchSettings: {
        searchResultTemplates: [{ '@odata.type': '#microsoft.graph.externalConnectors.displayTemplate' }],
      },
    });
  });

  test('IEEE754Compatible=true gives an Int64 as a string', async () => {
    const response = await answerTo('application/json;IEEE754Compatible=true', { ingestedItemsCount: 700000 });

    expect(response.headers.get('content-type')).toContain('IEEE754Compatible=true');
    expect(await response.json()).toMatchObject({ ingestedItemsCount: '700000' });
  });
});
