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

/** The answers to the parts of a batch that is well formed. */
async function partsOf(graph: Emulator, requests: readonly object[], headers = {}): Promise<readonly Part[]> {
  const { responses } = (await (await graph.fetch(batchOf({ requests }, headers))).json()) as {
    responses: readonly Part[];
  };
  return responses;
}

const statuses = (parts: readonly Part[]) => parts.map(({ id, status }) => `${id}: ${status}`);

describe('a batch', () => {
  test('answers 200 with the answer of each part, whatever that is', async () => {
    const graph = createEmulator({ profile: 'documented' });

    const requests = [
      createPart('a', 'contosohr'),
      createPart('b', 'contosohr'),
      getPart('c', 'nobody'),
      getPart('d', 'CONTOSOHR'),
    ];

    const answer = await graph.fetch(batchOf({ requests }));

    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
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

  test('has no body in the answer of a part that has none', async () => {
    const graph = createEmulator({ profile: 'documented' });
    const change = { id: 'b', method: 'PATCH', url: `${url}/contosohr`, headers, body: { name: 'New' } };
    const remove = { id: 'c', method: 'DELETE', url: `${url}/contosohr` };

    const parts = await partsOf(graph, [createPart('a', 'contosohr'), change, remove]);

    expect(statuses(parts)).toEqual(['a: 201', 'b: 204', 'c: 202']);
    expect(parts.map((part) => 'body' in part)).toEqual([true, false, false]);
  });

  test('of exactly 20 parts is answered in full', async () => {
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
      { id: 'b', method: 'Get', url: "/external/connections('nobody')" },
    ]);

    expect(statuses(parts)).toEqual(['a: 200', 'b: 404']);
  });

  test('answers a part without Content-Type, or without a body, as it would alone', async () => {
    const bare = { id: 'a', method: 'POST', url, body: { id: 'contosohr', name: 'HR' } };
    const empty = { id: 'b', method: 'POST', url, headers };

    const parts = await partsOf(createEmulator({ profile: 'documented' }), [bare, empty]);

    expect(parts).toMatchObject([
      {
        id: 'a',
        status: 400,
        body: { error: { code: 'BadRequest', message: expect.stringContaining('Content-Type') } },
      },
      { id: 'b', status: 400, body: { error: { message: 'Empty Payload. JSON content expected.' } } },
    ]);
  });

  test('answers 501 to a part that is not emulated, and the rest', async () => {
    const mail = { id: 'b', method: 'GET', url: '/me/messages' };
    const absolute = { id: 'c', method: 'GET', url: 'https://graph.microsoft.com/v1.0/external/connections' };

    const parts = await partsOf(createEmulator({ profile: 'documented' }), [
      createPart('a', 'contosohr'),
      mail,
      absolute,
    ]);

    expect(statuses(parts)).toEqual(['a: 201', 'b: 501', 'c: 501']);
  });

  test('is known on beta too, and only by POST', async () => {
    const batch = 'https://graph.microsoft.com/beta/$batch';
    const token = { Authorization: 'Bearer opaque-access-token' };
    const body = JSON.stringify({ requests: [getPart('a', 'nobody/quota')] });

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
    const answer = await createEmulator({ profile: 'documented' }).fetch(
      batchOf({ requests: [getPart('a', 'x')] }, { Authorization: '' }),
    );

    expect(answer.status).toBe(401);
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
  });

  test('the tokens of its parts are nowhere in the journal, wherever they stand', async () => {
    const graph = createEmulator({ profile: 'documented' });
    const token = 'canary-of-one-part';
    const ownHeaders = { ...headers, Authorization: `Bearer ${token}`, 'GraphConnectors-Ticket': 'canary-ticket' };
    const body = { id: 'contosohr', name: token };

    const answer = await graph.fetch(
      batchOf({ requests: [createPart('1', 'contosohr', { headers: ownHeaders, body })] }),
    );

    expect(await answer.json()).toMatchObject({ responses: [{ status: 201 }] });
    expect(JSON.stringify(graph.exchanges)).not.toContain('canary');
  });
});
