import { describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { batchOf, createPart, getPart } from './batches.ts';

const url = '/external/connections';
const headers = { 'Content-Type': 'application/json' };

interface Part {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The responses to the parts of a batch that is well formed. */
async function partsOf(graph: Emulator, requests: readonly object[], headers = {}): Promise<readonly Part[]> {
  const { responses } = (await (await graph.fetch(batchOf({ requests }, headers))).json()) as {
    responses: readonly Part[];
  };
  return responses;
}

const statuses = (parts: readonly Part[]) => parts.map(({ id, status }) => `${id}: ${status}`);

describe('a batch', () => {
  test('gets 200 with the response of each part, whatever its status', async () => {
    const graph = createEmulator({ profile: 'documented' });

    const requests = [
      createPart('a', 'contosohr'),
      createPart('b', 'contosohr'),
      getPart('c', 'nowhere'),
      getPart('d', 'CONTOSOHR'),
    ];

    const response = await graph.fetch(batchOf({ requests }));

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      responses: [
        {
          id: 'a',
          status: 201,
          headers: {
            'Content-Type':
              'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
            'OData-Version': '4.0',
            'Cache-Control': 'no-cache',
            Location: 'https://graph.microsoft.com/v1.0/external/connections/contosohr',
          },
          body: {
            '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#external/connections/$entity',
            id: 'contosohr',
            state: 'draft',
          },
        },
        { id: 'b', status: 409, body: { error: { code: 'NameAlreadyExists' } } },
        { id: 'c', status: 404, body: { error: { code: 'ItemNotFound' } } },
        { id: 'd', status: 200, body: { id: 'contosohr' } },
      ],
    });
    expect(graph.connections).toMatchObject([{ id: 'contosohr' }]);
  });

  test('has no body in the response of a part that has none', async () => {
    const graph = createEmulator({ profile: 'documented' });
    const change = { id: 'b', method: 'PATCH', url: `${url}/contosohr`, headers, body: { name: 'New' } };
    const remove = { id: 'c', method: 'DELETE', url: `${url}/contosohr` };

    const parts = await partsOf(graph, [createPart('a', 'contosohr'), change, remove]);

    expect(statuses(parts)).toEqual(['a: 201', 'b: 204', 'c: 202']);
    expect(parts.map((part) => 'body' in part)).toEqual([true, false, false]);
  });

  test('of exactly 20 parts gets 20 responses', async () => {
    const graph = createEmulator({ profile: 'documented' });
    const requests = Array.from({ length: 20 }, (_, index) => createPart(String(index), `contoso${index}`));

    const parts = await partsOf(graph, requests);

    expect(new Set(parts.map(({ status }) => status))).toEqual(new Set([201]));
    expect(graph.connections).toHaveLength(20);
  });

  test('takes URLs with and without a slash in front, and methods in any letter case', async () => {
    const graph = createEmulator({ profile: 'documented' });

    const parts = await partsOf(graph, [
      { id: 'a', method: 'get', url: 'external/connections?$top=1' },
      { id: 'b', method: 'Get', url: "/external/connections('nowhere')" },
    ]);

    expect(statuses(parts)).toEqual(['a: 200', 'b: 404']);
  });

  test('responds to a part without a body as to a single request', async () => {
    const parts = await partsOf(createEmulator({ profile: 'documented' }), [
      { id: 'a', method: 'POST', url, headers },
      { id: 'b', method: 'POST', url, headers, body: null },
    ]);

    const error = { message: 'Empty Payload. JSON content expected.' };
    expect(parts).toMatchObject([
      { id: 'a', status: 400, body: { error } },
      { id: 'b', status: 400, body: { error } },
    ]);
  });

  test('is refused before any part runs where a part has a body and no Content-Type', async () => {
    const graph = createEmulator();
    const bare = { id: '7', method: 'POST', url, headers: { accept: '*/*' }, body: { id: 'contosocrm', name: 'CRM' } };

    const response = await graph.fetch(batchOf({ requests: [createPart('a', 'contosohr'), bare] }));

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { code: 'BadRequest', message: "Write request with id '7' does not contain a Content-Type header." },
    });
    expect(graph.connections).toEqual([]);
    expect(graph.exchanges[0]?.violations).toMatchObject([{ rule: 'batch.contentType', path: '/requests/1/headers' }]);
  });

  test('needs no Content-Type of its own, nor has a GET, whose body is ignored', async () => {
    const graph = createEmulator();
    const batch = batchOf({
      requests: [getPart('a', 'x', { body: {} }), getPart('b', 'x', { method: 'get', body: {} })],
    });
    batch.headers.delete('content-type');

    const response = await graph.fetch(batch);

    expect(await response.json()).toMatchObject({ responses: [{ status: 404 }, { status: 404 }] });
  });

  test('passes on the headers that it has, and no others', async () => {
    const graph = createEmulator();

    await partsOf(graph, [createPart('a', 'contosohr')], { 'User-Agent': 'connector/1' });

    const [part] = graph.exchanges;
    expect(part?.request.headers).toEqual({
      authorization: 'Bearer [redacted]',
      'content-type': 'application/json',
      'user-agent': 'connector/1',
    });
  });

  test('takes the last of the spellings of a header in a part', async () => {
    const spellings = {
      'CONTENT-TYPE': 'text/plain',
      'content-type': 'text/plain',
      'Content-Type': 'application/json',
    };

    const parts = await partsOf(createEmulator(), [createPart('a', 'contosohr', { headers: spellings })]);

    expect(statuses(parts)).toEqual(['a: 201']);
  });

  test.for([
    ['/v1.0/external/connections', 'v1.0'],
    ['beta//connections', 'beta'],
    ['https://graph.microsoft.com/v1.0/external/connections', 'v1.0'],
    ['https://graph.microsoft.com/external/connections', 'v1.0'],
    ['http://localhost:3000/v1.0/external/connections', 'v1.0'],
  ])('refuses a part whose URL is %s, as Graph does', async ([partUrl = '', segment]) => {
    const graph = createEmulator();

    const parts = await partsOf(graph, [{ id: 'a', method: 'GET', url: partUrl }]);

    const message = `Resource not found for the segment '${segment}'.`;
    expect(parts).toMatchObject([{ id: 'a', status: 400, body: { error: { code: 'BadRequest', message } } }]);
    expect(graph.exchanges[0]?.violations).toMatchObject([{ rule: 'url.version' }]);
  });

  test('takes parts that begin with the root of a local server, with an advisory', async () => {
    const advisories: string[] = [];
    const graph = createEmulator({ onAdvisory: ({ rule, path }) => advisories.push(`${rule} ${path}`) });
    const root = 'http://localhost:3000/v1.0';
    const part = createPart('a', 'contosohr', { url: `${root}//external/connections` });

    const response = await graph.fetch(new Request(`${root}/$batch`, batchOf({ requests: [part] })));

    expect(await response.json()).toMatchObject({ responses: [{ id: 'a', status: 201 }] });
    expect(advisories).toEqual(['url.version /requests/0/url']);
  });

  test('ignores the depends_on of the Python SDK, with an advisory where it names a part', async () => {
    const advisories: string[] = [];
    const graph = createEmulator({ onAdvisory: ({ rule, path }) => advisories.push(`${rule} ${path}`) });

    const parts = await partsOf(graph, [
      getPart('a', 'missing', { depends_on: [] }),
      createPart('b', 'contosohr', { depends_on: ['a'] }),
    ]);

    expect(statuses(parts)).toEqual(['a: 404', 'b: 201']);
    expect(advisories).toEqual(['batch.dependsOn /requests/1/depends_on']);
  });

  test('has a JSON content type', async () => {
    const batch = batchOf({ requests: [createPart('a', 'contosohr')] }, { 'Content-Type': 'text/plain' });

    expect((await createEmulator().fetch(batch)).status).toBe(400);
  });

  test('responds with 501 to a part that is not emulated, and runs the rest', async () => {
    const mail = { id: 'b', method: 'GET', url: '/me/messages' };

    const parts = await partsOf(createEmulator({ profile: 'documented' }), [createPart('a', 'contosohr'), mail]);

    expect(statuses(parts)).toEqual(['a: 201', 'b: 501']);
  });

  test('is known on beta too, and only by POST', async () => {
    const batch = 'https://graph.microsoft.com/beta/$batch';
    const token = { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' };
    const body = JSON.stringify({ requests: [getPart('a', 'nowhere/quota')] });

    const posted = await createEmulator({ profile: 'documented' }).fetch(batch, {
      method: 'POST',
      headers: token,
      body,
    });
    const got = await createEmulator({ profile: 'documented' }).fetch(batch, { headers: token });

    expect(await posted.json()).toMatchObject({ responses: [{ id: 'a', status: 404 }] });
    expect(got.status).toBe(405);
  });
});

describe('dependsOn', () => {
  test('keeps a part from running behind one that failed, and those behind it', async () => {
    const graph = createEmulator({ profile: 'documented' });

    const parts = await partsOf(graph, [
      createPart('a', 'contoso-hr'),
      createPart('b', 'contosohr', { dependsOn: ['a'] }),
      getPart('c', 'contosohr', { dependsOn: ['b'] }),
      createPart('d', 'contosocrm'),
    ]);

    expect(parts).toMatchObject([
      { id: 'a', status: 400 },
      { id: 'b', status: 424, body: { error: { code: 'FailedDependency' } } },
      { id: 'c', status: 424 },
      { id: 'd', status: 201 },
    ]);
    expect(graph.connections).toMatchObject([{ id: 'contosocrm' }]);
  });

  test('lets a part run behind those that went well', async () => {
    const parts = await partsOf(createEmulator({ profile: 'documented' }), [
      createPart('a', 'contosohr'),
      createPart('b', 'contosocrm', { dependsOn: ['a'] }),
      getPart('c', 'contosohr', { dependsOn: ['a', 'b'] }),
    ]);

    expect(statuses(parts)).toEqual(['a: 201', 'b: 201', 'c: 200']);
  });
});

describe('the token of a batch', () => {
  test('is required', async () => {
    const response = await createEmulator({ profile: 'documented' }).fetch(
      batchOf({ requests: [getPart('a', 'x')] }, { Authorization: '' }),
    );

    expect(response.status).toBe(401);
  });

  test('is that of its parts, and written down nowhere', async () => {
    const graph = createEmulator({ profile: 'documented' });
    const headers = { Authorization: 'Bearer canary-of-the-batch', 'client-request-id': 'mine' };

    const parts = await partsOf(graph, [createPart('a', 'contosohr'), createPart('b', 'canary-of-the-batch')], headers);

    expect(statuses(parts)).toEqual(['a: 201', 'b: 400']);
    expect(parts.map((part) => part.headers['client-request-id'])).toEqual(['mine', 'mine']);
    expect(graph.exchanges[0]?.request.headers.authorization).toBe('Bearer [redacted]');
    expect(JSON.stringify(graph.exchanges)).not.toContain('canary');
  });
});

describe('the journal', () => {
  test('has each part that ran as an exchange of its own, then the whole', async () => {
    const graph = createEmulator({ profile: 'documented' });
    const requests = [
      createPart('a', 'contoso-hr'),
      getPart('b', 'x', { dependsOn: ['a'] }),
      getPart('c', 'x?$select=id'),
    ];

    await graph.fetch(batchOf({ requests }));

    expect(graph.exchanges).toMatchObject([
      {
        request: { method: 'POST', url: 'https://graph.microsoft.com/v1.0/external/connections' },
        response: { status: 400 },
        violations: [{ rule: 'id.alphanumeric', path: '/id', value: 'contoso-hr' }],
      },
      {
        request: { method: 'GET', url: 'https://graph.microsoft.com/v1.0/external/connections/x?$select=id' },
        response: { status: 404 },
        violations: [{ rule: 'connection.exists' }],
      },
      {
        request: { method: 'POST', url: 'https://graph.microsoft.com/v1.0/$batch', body: { requests } },
        response: { status: 200, body: { responses: [{ id: 'a' }, { id: 'b', status: 424 }, { id: 'c' }] } },
        violations: [],
      },
    ]);
    expect(graph.exchanges.map(({ parts }) => parts)).toEqual([undefined, undefined, graph.exchanges.slice(0, 2)]);
  });

  test('the tokens of its parts are nowhere in the journal, wherever they stand', async () => {
    const graph = createEmulator({ profile: 'documented' });
    const token = 'canary-of-one-part';
    const ownHeaders = { ...headers, Authorization: `Bearer ${token}`, 'GraphConnectors-Ticket': 'canary-ticket' };
    const body = { id: 'contosohr', name: token };

    const response = await graph.fetch(
      batchOf({ requests: [createPart('1', 'contosohr', { headers: ownHeaders, body })] }),
    );

    expect(await response.json()).toMatchObject({ responses: [{ status: 201 }] });
    expect(JSON.stringify(graph.exchanges)).not.toContain('canary');
  });
});
