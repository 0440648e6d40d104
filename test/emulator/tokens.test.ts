import { describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { fakeToken, type OperationName, type TokenClaims } from '../../src/rules/index.ts';
import { activities, createRequest, item, requestTo, schema, userId } from './requests.ts';

const now = () => new Date('2026-05-04T03:02:01Z');
const ownedBy = 'ExternalConnection.ReadWrite.OwnedBy';
const readAll = 'ExternalConnection.Read.All';
const writeAll = 'ExternalConnection.ReadWrite.All';
const itemsOwnedBy = 'ExternalItem.ReadWrite.OwnedBy';
const readItems = 'ExternalItem.Read.All';
const writeItems = 'ExternalItem.ReadWrite.All';

const bearer = (claims: object) => ({ Authorization: `Bearer ${fakeToken(claims as TokenClaims)}` });
const list = (claims: object) => requestTo('', { headers: bearer(claims) });

/** Mine belongs to the app "me", theirs to another. */
function tenant(options: Parameters<typeof createEmulator>[0] = {}): Emulator {
  const graph = createEmulator({ now, ...options });
  graph.put({ id: 'mine', name: 'HR', state: 'draft', configuration: { authorizedAppIds: ['other', 'me'] } });
  graph.put({ id: 'theirs', name: 'HR', state: 'draft', configuration: { authorizedAppIds: ['other'] } });
  return graph;
}

describe('a token', () => {
  // What JavaScript, C#, Python and Ruby write for a variable without a value.
  test.for(['undefined', 'null', 'None', 'nil'])('that is %s gets 401, and is explained', async (token) => {
    const graph = tenant();

    const response = await graph.fetch(requestTo('', { headers: { Authorization: `Bearer ${token}` } }));

    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: 'InvalidAuthenticationToken' } });
    expect(graph.exchanges[0]?.violations[0]).toMatchObject({
      rule: 'token.defined',
      fix: 'Give the variable of the token a value, and await what returns it.',
    });
  });

  test.for(['a b', '"quoted"', 'two, Bearer two'])('that is not well-formed gets 401: %s', async (token) => {
    const graph = tenant();

    const response = await graph.fetch(requestTo('', { headers: { Authorization: `Bearer ${token}` } }));

    expect(response.status).toBe(401);
    expect(graph.exchanges[0]?.violations[0]).toMatchObject({ rule: 'token.wellFormed' });
  });

  test.for([
    ['that is opaque', 'opaque-access-token'],
    ['that begins like a missing value', 'undefined-access-token'],
    ['with dots that is not a JSON Web Token', 'a.b.c'],
    ['with two parts', fakeToken({}).split('.').slice(0, 2).join('.')],
    ['whose payload is not JSON', `${fakeToken({}).split('.')[0]}.e30x.not-signed`],
    ['whose header is not JSON', `e30x.${fakeToken({ exp: 0 }).split('.')[1]}.not-signed`],
    ['whose header is null', `bnVsbA.${fakeToken({ exp: 0 }).split('.')[1]}.not-signed`],
    ['whose header is a number', `Nw.${fakeToken({ exp: 0 }).split('.')[1]}.not-signed`],
    ['whose payload is null', `${fakeToken({}).split('.')[0]}.bnVsbA.not-signed`],
  ] as const)('%s has no claims, and every permission', async ([, token]) => {
    const response = await tenant().fetch(requestTo('?$count=true', { headers: { Authorization: `Bearer ${token}` } }));

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ '@odata.count': 2 });
  });

  test.for([
    ['expired a second ago', { exp: 1_777_863_720 }, 401, 'Lifetime validation failed, the token is expired.'],
    ['expires now', { exp: 1_777_863_721 }, 401, 'Lifetime validation failed, the token is expired.'],
    ['expires in a second', { exp: 1_777_863_722 }, 200, undefined],
    ['is for the global root', { aud: 'https://graph.microsoft.com' }, 200, undefined],
    ['is for L5', { aud: 'https://dod-graph.microsoft.us/' }, 200, undefined],
    ['is for the app id of Graph', { aud: '00000003-0000-0000-c000-000000000000' }, 200, undefined],
    ['is for Azure', { aud: 'https://management.azure.com' }, 401, 'Access token validation failure.'],
    ['is for China, where there are no connections', { aud: 'https://microsoftgraph.chinacloudapi.cn' }, 401],
    ['is expired and for Azure', { exp: 1, aud: 'x' }, 401, 'Lifetime validation failed, the token is expired.'],
  ] as const)('that %s: %j', async ([, claims, status, message]) => {
    const response = await tenant().fetch(list({ roles: [readAll], ...claims }));

    const { error } = (await response.json()) as { error?: { code: string; message: string } };
    expect(response.status).toBe(status);
    if (status === 401)
      expect(error).toMatchObject({ code: 'InvalidAuthenticationToken', ...(message && { message }) });
  });

  test.for([
    [{ aud: { toString: 1 } }, 401],
    [{ aud: ['https://graph.microsoft.com'] }, 401],
    [{ aud: null }, 401],
    [{ exp: 'soon' }, 200],
    [{ appid: 7, azp: {} }, 200],
    [{ scp: 7 }, 200],
    [{ roles: readAll }, 403],
    [{ roles: { includes: true } }, 403],
    [{ roles: [null, 7, [readAll]] }, 403],
    [{ roles: undefined, scp: [readAll] }, 403],
  ] as const)('with claims of the wrong type throws nothing: %j get %i', async ([claims, status]) => {
    const response = await tenant().fetch(list({ roles: [readAll], ...claims }));

    expect(response.status).toBe(status);
  });
});

describe('a missing permission', () => {
  test('gets 403 AccessDenied by the rule token.permission', async () => {
    const graph = tenant();

    const response = await graph.fetch(list({ roles: ['User.Read.All'] }));

    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      error: { code: 'AccessDenied', message: "The caller doesn't have permission to perform the action." },
    });
    expect(graph.exchanges[0]?.violations).toMatchObject([
      { rule: 'token.permission', path: 'header Authorization', value: 'Bearer [redacted]' },
    ]);
  });

  test('gets 401 with missingPermissionStatus, and is the same otherwise', async () => {
    const response = await tenant({ missingPermissionStatus: 401 }).fetch(list({}));

    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: 'AccessDenied' } });
  });

  test('is seen before the body is read', async () => {
    const request = requestTo('', { method: 'POST', body: '{', headers: bearer({ roles: [readAll] }) });

    expect((await tenant().fetch(request)).status).toBe(403);
  });
});

describe('every permission, by operation', () => {
  const reading = { roles: [ownedBy, readAll, writeAll], scp: [ownedBy, readAll, writeAll] };
  const writing = { roles: [ownedBy, writeAll], scp: [ownedBy, writeAll] };
  const readingItems = { roles: [itemsOwnedBy, readItems, writeItems], scp: [itemsOwnedBy, readItems, writeItems] };
  const writingItems = { roles: [itemsOwnedBy, writeItems], scp: [itemsOwnedBy, writeItems] };
  const sufficient: Readonly<Record<OperationName, Readonly<Record<'roles' | 'scp', readonly string[]>>>> = {
    createConnection: writing,
    listConnections: reading,
    getConnection: reading,
    updateConnection: writing,
    deleteConnection: writing,
    updateSchema: writing,
    getSchema: reading,
    deleteSchema: writing,
    getOperation: reading,
    getQuota: { roles: [ownedBy], scp: [] },
    putItem: writingItems,
    getItem: readingItems,
    updateItem: writingItems,
    deleteItem: writingItems,
    addActivities: { roles: [itemsOwnedBy, writeItems], scp: [] },
    createGroup: writingItems,
    getGroup: readingItems,
    updateGroup: writingItems,
    deleteGroup: writingItems,
    addMember: writingItems,
    removeMember: writingItems,
  };
  /** The request for each operation, and its response where the permission suffices. */
  const requests: Readonly<Record<OperationName, readonly [number, string, { method?: string; body?: unknown }]>> = {
    createConnection: [201, '', { method: 'POST', body: { id: 'new1', name: 'New' } }],
    listConnections: [200, '', {}],
    getConnection: [200, '/mine', {}],
    updateConnection: [204, '/mine', { method: 'PATCH', body: { name: 'New' } }],
    deleteConnection: [202, '/mine', { method: 'DELETE' }],
    updateSchema: [202, '/mine/schema', { method: 'PATCH', body: schema }],
    getSchema: [404, '/mine/schema', {}],
    deleteSchema: [404, '/mine/schema', { method: 'DELETE' }],
    getOperation: [404, '/mine/operations/1', {}],
    getQuota: [200, '/mine/quota', {}],
    putItem: [400, '/mine/items/1', { method: 'PUT', body: item }],
    getItem: [404, '/mine/items/1', {}],
    updateItem: [404, '/mine/items/1', { method: 'PATCH', body: item }],
    deleteItem: [404, '/mine/items/1', { method: 'DELETE' }],
    addActivities: [404, '/mine/items/1/addActivities', { method: 'POST', body: activities }],
    createGroup: [201, '/mine/groups', { method: 'POST', body: { id: '1' } }],
    getGroup: [404, '/mine/groups/1', {}],
    updateGroup: [404, '/mine/groups/1', { method: 'PATCH', body: { displayName: 'New' } }],
    deleteGroup: [404, '/mine/groups/1', { method: 'DELETE' }],
    addMember: [404, '/mine/groups/1/members', { method: 'POST', body: { id: userId, type: 'user' } }],
    removeMember: [404, '/mine/groups/1/members/1', { method: 'DELETE' }],
  };
  const rows = (Object.keys(requests) as OperationName[]).flatMap((operation) =>
    (['roles', 'scp'] as const).flatMap((claim) =>
      [ownedBy, readAll, writeAll, itemsOwnedBy, readItems, writeItems].map((permission) => ({
        operation,
        claim,
        permission,
        status: sufficient[operation][claim].includes(permission) ? requests[operation][0] : 403,
      })),
    ),
  );

  test.for(rows)('$operation with $permission in $claim gets $status', async (row) => {
    const { operation, claim, permission, status } = row;
    const [, path, init] = requests[operation];
    const claims = { appid: 'me', [claim]: claim === 'roles' ? [permission] : `User.Read ${permission}` };

    const response = await tenant().fetch(requestTo(path, { ...init, headers: bearer(claims) }));

    expect(response.status).toBe(status);
  });
});

describe('the app that calls', () => {
  test.for([
    ['appid', { appid: 'app-1' }, 'app-1'],
    ['azp', { azp: 'app-2' }, 'app-2'],
    ['appid before azp', { appid: 'app-1', azp: 'app-2' }, 'app-1'],
    ['the option appId where the token has none', {}, 'app-0'],
  ] as const)('is authorized by %s', async ([, claims, expected]) => {
    const graph = createEmulator({ profile: 'documented', appId: 'app-0' });

    const response = await graph.fetch(createRequest({}, { headers: bearer({ roles: [ownedBy], ...claims }) }));

    expect(await response.json()).toMatchObject({ configuration: { authorizedAppIds: [expected] } });
  });
});

describe('a caller with OwnedBy alone', () => {
  const headers = bearer({ appid: 'me', roles: [ownedBy] });

  test.for([
    ['GET', '/mine', 200],
    ['GET', '/theirs', 403],
    ['PATCH', '/theirs', 403, { name: 'Mine now' }],
    ['DELETE', '/theirs', 403],
    ['GET', '/theirs/schema', 403],
    ['PATCH', '/theirs/schema', 403, schema],
    ['DELETE', '/theirs/schema', 403],
    ['GET', '/theirs/operations/1', 403],
    ['GET', '/theirs/quota', 403],
  ] as const)('gets for %s %s: %i', async ([method, path, status, body]) => {
    const graph = tenant();
    const before = graph.connections;

    const response = await graph.fetch(requestTo(path, { method, body, headers }));

    expect(response.status).toBe(status);
    if (status === 403) {
      expect(await response.json()).toMatchObject({ error: { code: 'AccessDenied' } });
      expect(graph.exchanges.at(-1)?.violations).toMatchObject([
        { rule: 'connection.owned', message: expect.stringContaining('made by another app') },
      ]);
    }
    expect(graph.connections).toEqual(before);
  });

  test('gets 404 for a connection of another app by choice, as for one that does not exist', async () => {
    const graph = tenant({ foreignConnectionStatus: 404 });

    const response = await graph.fetch(requestTo('/theirs', { headers }));

    expect(response.status).toBe(404);
    expect(graph.exchanges.at(-1)?.violations).toMatchObject([{ rule: 'connection.exists' }]);
  });

  test.for([
    ['?$count=true', ['mine']],
    ["?$count=true&$filter=name eq 'HR'", ['mine']],
    ["?$count=true&$filter=name eq 'CRM'", []],
    ["?$count=true&$filter=id eq 'theirs'", []],
  ] as const)('finds its own connections by %s', async ([query, ids]) => {
    const response = await tenant().fetch(requestTo(query, { headers }));

    const { value, ...rest } = (await response.json()) as { value: { id: string }[] };
    expect(value.map(({ id }) => id)).toEqual(ids);
    expect(rest).toMatchObject({ '@odata.count': ids.length });
  });

  test('gets its own on full pages, each once', async () => {
    const graph = createEmulator({ profile: 'documented' });
    for (let index = 1; index <= 7; index += 1) {
      graph.put({ id: `c${index}`, configuration: { authorizedAppIds: [index % 2 ? 'me' : 'other'] } });
    }

    const first = await graph.fetch(requestTo('?$top=2&$select=id', { headers }));
    const { value, '@odata.nextLink': nextLink } = (await first.json()) as Record<string, string>;
    const second = await graph.fetch(new Request(nextLink ?? '', requestTo('', { headers })));

    expect(value).toEqual([{ id: 'c1' }, { id: 'c3' }]);
    expect(await second.json()).toMatchObject({ value: [{ id: 'c5' }, { id: 'c7' }] });
  });

  test('gets 409 for an id that another app has', async () => {
    expect((await tenant().fetch(createRequest({ id: 'theirs' }, { headers }))).status).toBe(409);
  });
});

describe('an All permission for other operations', () => {
  const items = '/theirs/items/1';
  const groups = '/theirs/groups/1';

  test.for([
    ['roles', [writeAll, itemsOwnedBy], 'GET', items, 403],
    ['roles', [readAll, itemsOwnedBy], 'GET', groups, 403],
    ['roles', [readItems, itemsOwnedBy], 'DELETE', items, 403],
    ['roles', [readItems, itemsOwnedBy], 'GET', items, 200],
    ['roles', [ownedBy, writeItems], 'GET', '/theirs', 403],
    ['roles', [ownedBy, writeItems], 'DELETE', items, 204],
    ['roles', [readAll, ownedBy], 'DELETE', '/theirs', 403],
    ['scp', `${writeAll} ${itemsOwnedBy}`, 'GET', items, 403],
  ] as const)(
    'reaches nothing of other apps: %s %j, %s %s gets %i',
    async ([claim, permissions, method, path, status]) => {
      const graph = tenant();
      const stored = { ...item, id: '1', acl: [] };
      graph.put(
        { id: 'theirs', configuration: { authorizedAppIds: ['other'] } },
        { schema, items: [stored], groups: [{ id: '1' }] },
      );

      const response = await graph.fetch(
        requestTo(path, { method, headers: bearer({ appid: 'me', [claim]: permissions }) }),
      );

      expect(response.status).toBe(status);
    },
  );
});

describe('a caller with an All permission', () => {
  test.for([
    { appid: 'me', roles: [readAll] },
    { appid: 'me', scp: writeAll },
    { appid: 'me', roles: [ownedBy, writeAll] },
  ])('sees the connections of every app: %j', async (claims) => {
    const response = await tenant().fetch(requestTo('?$count=true', { headers: bearer(claims) }));

    expect(await response.json()).toMatchObject({ '@odata.count': 2, value: [{ id: 'mine' }, { id: 'theirs' }] });
  });
});

describe('a JSON Web Token', () => {
  test('is nowhere in the journal, whole or in part', async () => {
    const graph = tenant();
    const claims = { appid: 'me', roles: [ownedBy] };
    const [head = '', payload = ''] = fakeToken(claims).split('.');
    const headers = bearer(claims);

    await graph.fetch(createRequest({ description: `Bearer ${fakeToken(claims)}` }, { headers }));
    await graph.fetch(requestTo(`?access_token=${fakeToken(claims)}`, { headers }));
    await graph.fetch(list({ ...claims, roles: [] }));

    const journal = JSON.stringify(graph.exchanges);
    expect(graph.exchanges).toHaveLength(3);
    expect(journal).not.toContain(head);
    expect(journal).not.toContain(payload);
  });
});

describe('a claim of the wrong type', () => {
  test.for([{ exp: null }, { exp: '0' }, { exp: true }])('%j expires nothing', async (claims) => {
    const response = await tenant().fetch(list({ roles: [readAll], ...claims }));

    expect(response.status).toBe(200);
  });

  test.for([{ roles: readAll }, { scp: [readAll] }])('%j permits nothing', async (claims) => {
    const response = await tenant().fetch(list(claims));

    expect(response.status).toBe(403);
  });
});

test('the scheme of a token may be followed by more than one space', async () => {
  const graph = tenant();
  const expired = fakeToken({ roles: [readAll], exp: 0 });

  await graph.fetch(requestTo('', { headers: { Authorization: `Bearer   ${expired}` } }));

  expect(graph.exchanges[0]?.violations).toMatchObject([{ rule: 'token.current' }]);
});

test('a caller with OwnedBy alone does not reach a connection without authorized apps', async () => {
  const graph = createEmulator({ profile: 'documented', now });
  graph.put({ id: 'bare' });
  graph.put({ id: 'empty', configuration: {} });

  const response = await graph.fetch(list({ appid: 'me', roles: [ownedBy] }));

  expect(await response.json()).toMatchObject({ value: [] });
});
