import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { checkCreateRequest, connectionStates, createExternalConnectionSchema } from '../../src/index.ts';
import { pageExample } from '../generate/page-example.ts';

/** The reference page "Create externalConnection", row by row. */
const example = pageExample;

const quiet = { profile: 'documented', onAdvisory: () => {} } as const;

function post(url: string, headers: Record<string, string>, body: unknown): Promise<Response> {
  return createEmulator(quiet).fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

const url = 'https://graph.microsoft.com/beta/external/connections';
const headers = {
  Authorization: 'Bearer {token}'.replace('{token}', 'fake-access-token'),
  'Content-Type': 'application/json',
};

describe('HTTP request', () => {
  test('POST https://graph.microsoft.com/beta/external/connections responds', async () => {
    const response = await post(url, headers, example);

    expect(response.status).toBe(201);
  });

  test('PUT, which the page does not have, is not allowed', async () => {
    const response = await createEmulator({ profile: 'documented' }).fetch(url, { method: 'PUT' });

    expect(response.status).toBe(405);
  });
});

describe('Request headers', () => {
  test('Authorization: Bearer {token} is required', async () => {
    const { Authorization, ...others } = headers;

    const response = await post(url, others, example);

    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: 'InvalidAuthenticationToken' } });
  });

  test('Content-Type: application/json is required', async () => {
    const response = await post(url, { ...headers, 'Content-Type': 'text/plain' }, example);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'BadRequest' } });
  });
});

describe('Request body', () => {
  const rows = [
    { property: 'activitySettings', type: 'activitySettings', good: [{}, null], bad: ['{}', 1, []] },
    { property: 'complianceSettings', type: 'complianceSettings', good: [{}, null], bad: ['{}', 1, []] },
    { property: 'configuration', type: 'configuration', good: [{}, null], bad: ['{}', 1, []] },
    { property: 'connectorId', type: 'String', good: ['02653471', '', null], bad: [1, {}, []] },
    { property: 'description', type: 'String', good: ['Connection', '', null], bad: [1, {}, []] },
    { property: 'ingestedItemsCount', type: 'Int64', good: [0, 700000, null], bad: ['Integer', 1.5, {}] },
    { property: 'name', type: 'String', good: ['Contoso HR', null], bad: [1, {}, []] },
    { property: 'searchSettings', type: 'searchSettings', good: [{}, null], bad: ['{}', 1, []] },
    { property: 'state', type: 'connectionState', good: ['draft', null], bad: ['String', 1, {}] },
  ];

  test.for(rows)('$property is optional, of type $type', ({ property, good, bad }) => {
    const without = Object.fromEntries(Object.entries(example).filter(([name]) => name !== property));

    expect(checkCreateRequest(without, { profile: 'documented', version: 'beta' })).toEqual([]);
    for (const value of good)
      expect(checkCreateRequest({ ...example, [property]: value }, { profile: 'documented', version: 'beta' })).toEqual(
        [],
      );
    for (const value of bad) {
      expect(
        checkCreateRequest({ ...example, [property]: value }, { profile: 'documented', version: 'beta' }),
      ).toMatchObject([{ path: `/${property}` }]);
    }
  });

  test('the nine properties of the page are properties of the schema', () => {
    const names = Object.keys(createExternalConnectionSchema.shape);

    expect(names).toEqual(expect.arrayContaining(rows.map(({ property }) => property)));
  });

  test.for(['draft', 'ready', 'obsolete', 'limitExceeded', 'unknownFutureValue'])(
    'state may be %s, and is echoed',
    async (state) => {
      const response = await post(url, headers, { ...example, state });

      expect(await response.json()).toMatchObject({ state });
    },
  );

  test('the page has no other state', () => {
    expect(connectionStates).toEqual(['draft', 'ready', 'obsolete', 'limitExceeded', 'unknownFutureValue']);
  });
});

describe('Response', () => {
  test('201 Created with an externalConnection in the body', async () => {
    const response = await post(url, headers, example);

    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toMatch(/^application\/json(;|$)/);
  });

  test('the request of the page gets the response of the page, and a GUID as id', async () => {
    const response = await post(url, headers, example);

    expect(await response.json()).toMatchObject({
      '@odata.type': '#microsoft.graph.externalConnectors.externalConnection',
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      activitySettings: { '@odata.type': 'microsoft.graph.externalConnectors.activitySettings' },
      complianceSettings: { '@odata.type': 'microsoft.graph.externalConnectors.complianceSettings' },
      configuration: { '@odata.type': 'microsoft.graph.externalConnectors.configuration' },
      connectorId: '02653471-a077-4f63-a532-b0a7e2f5e9a5',
      description: 'Connection to index Contoso HR system',
      ingestedItemsCount: 700000,
      name: 'Contoso HR',
      searchSettings: { '@odata.type': 'microsoft.graph.externalConnectors.searchSettings' },
      state: 'draft',
    });
  });

  test('the example of the page is refused by the live service, which wants an id', async () => {
    const live = createEmulator({ profile: 'live' });

    const response = await live.fetch(url, { method: 'POST', headers, body: JSON.stringify(example) });

    expect(response.status).toBe(400);
    expect(live.exchanges[0]?.violations.map(({ rule }) => rule)).toEqual(['id.required']);
  });
});

/** The page itself; it lies beside the repository, where it is at hand. */
const page = new URL('../../../shared/seed/create-externalConnection.md', import.meta.url);

describe.skipIf(!existsSync(page))('the page itself, where it is at hand', () => {
  test('has the example that the tests use, but for its placeholders', () => {
    const [, printed = ''] = /POST https.*?\n\n(\{.*?\n\})/s.exec(readFileSync(page, 'utf8')) ?? [];

    const placeholders = { connectorId: 'String', description: 'String', name: 'String', state: 'String' };
    expect({ ...example, ...placeholders, ingestedItemsCount: 'Integer' }).toEqual(JSON.parse(printed));
  });

  test('has the nine rows that the tests use', () => {
    const body = readFileSync(page, 'utf8').split('## Request body')[1]?.split('## Response')[0] ?? '';

    const rows = [...body.matchAll(/^\|(\w+)\|/gm)].map(([, name]) => name).filter((name) => name !== 'Property');
    expect(rows).toEqual(Object.keys(example).filter((name) => name !== '@odata.type'));
  });
});
