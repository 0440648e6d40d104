import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { createGraphHandler, prepareServer } from '../../src/server/handler.ts';
import { createMocks, matchesWildcard, readMocks } from '../../src/server/mocks.ts';
import { serveHandler } from '../../src/server/serve-handler.ts';

const outside = await mkdtemp(join(tmpdir(), 'mocks-'));
const folder = join(outside, 'mocks');
await mkdir(join(folder, 'photos'), { recursive: true });

afterAll(() => rm(outside, { recursive: true }));

let files = 0;

async function fileOf(content: unknown): Promise<string> {
  files += 1;
  const file = join(folder, `mocks-${files}.json`);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const graph = 'https://graph.microsoft.com/v1.0';

/** The kit with mocks, as a function of a request. */
async function kitOf(mocks: readonly unknown[]) {
  const notes: string[] = [];
  const exchanges: string[] = [];
  const entries = createMocks(await readMocks(await fileOf({ mocks })), (note) => notes.push(note));
  const handle = createGraphHandler({
    emulator: createEmulator(),
    mocks: entries,
    onExchange: ({ request, response, fault }) => exchanges.push(`${request.method} ${response.status} ${fault}`),
  });
  const send = (path: string, init: RequestInit = {}) =>
    handle(new Request(path.startsWith('https:') ? path : graph + path, init));
  return { send, notes, exchanges, reset: entries.reset };
}

const user = { id: '48d31887-5fad-4d73-a9f5-3c356e68a038', displayName: 'Megan Bowen' };

describe('a mocks file', () => {
  test('as public samples ship it responds to what the kit does not emulate', async () => {
    await writeFile(join(folder, 'picture.jpg'), Buffer.of(0xff, 0xd8, 0xff));
    const sample = {
      $schema:
        'https://raw.githubusercontent.com/dotnet/dev-proxy/main/schemas/v1.0.0/mockresponseplugin.mocksfile.schema.json',
      mocks: [
        {
          request: { url: 'https://graph.microsoft.com/v1.0/me', method: 'GET' },
          response: {
            body: user,
            headers: [
              { name: 'content-type', value: 'application/json; odata.metadata=minimal' },
              { name: 'Transfer-Encoding', value: 'chunked' },
            ],
          },
        },
        {
          request: { url: 'https://graph.microsoft.com/v1.0/users/*/photo/$value', method: 'GET' },
          response: { body: '@picture.jpg', headers: [{ name: 'content-type', value: 'image/jpeg' }] },
        },
        { request: { url: 'https://graph.microsoft.com/v1.0/me/photo', method: 'GET' }, response: { statusCode: 404 } },
      ],
    };
    const entries = createMocks(await readMocks(await fileOf(sample)), () => {});
    const get = async (path: string) => await entries.responseTo(new Request(graph + path));

    const me = await get('/me');
    const photo = await get('/users/megan/photo/$value');

    expect([
      me?.status,
      me?.headers.get('content-type'),
      me?.headers.get('transfer-encoding'),
      await me?.json(),
    ]).toEqual([200, 'application/json; odata.metadata=minimal', null, user]);
    expect(photo?.headers.get('content-type')).toBe('image/jpeg');
    expect([...new Uint8Array((await photo?.arrayBuffer()) ?? new ArrayBuffer(0))]).toEqual([0xff, 0xd8, 0xff]);
    expect((await get('/me/photo'))?.status).toBe(404);
    expect(await get('/users')).toBeUndefined();
  });

  test('leaves what the kit emulates to it, and says so once', async () => {
    const { send, notes } = await kitOf([
      { request: { url: 'https://graph.microsoft.com/*' }, response: { body: { mocked: true } } },
    ]);
    const headers = { Authorization: 'Bearer an-opaque-access-token' };

    const list = await send('/external/connections', { headers });
    await send('/external/connections', { headers });

    expect(await list.json()).toMatchObject({ value: [] });
    expect(notes).toEqual(['The kit emulates GET /v1.0/external/connections itself: mocks[0] is not used for it.']);
    expect(await (await send('/users')).json()).toEqual({ mocked: true });
  });

  test('is not for hosts that issue tokens, nor for others, and says so', async () => {
    const { send, notes } = await kitOf([
      { request: { url: 'https://login.microsoftonline.com/*', method: 'POST' }, response: { body: { mocked: true } } },
      { request: { url: 'https://api.contoso.com/items' }, response: { body: [] } },
      { request: { url: '*', method: 'POST' }, response: { body: { mocked: true } } },
    ]);

    const response = await send('https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token', {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'app', client_secret: 'made-up' }),
    });

    expect(await response.json()).not.toHaveProperty('mocked');
    expect(notes).toEqual([
      'Mocks are for hosts of Microsoft Graph alone, so these are never used: mocks[0] (https://login.microsoftonline.com/*), mocks[1] (https://api.contoso.com/items).',
    ]);
  });

  test('is tried in order, by method, nth request and fragment of the body', async () => {
    const url = `${graph}/users*`;
    const { send, exchanges, reset } = await kitOf([
      { request: { url, nth: 2 }, response: { statusCode: 503 } },
      { request: { url }, response: { body: [user] } },
      { request: { url: `${graph}/search/query`, method: 'post', bodyFragment: '"megan' }, response: { body: [user] } },
      { request: { url: `${graph}/search/query`, method: 'POST' }, response: { statusCode: 204 } },
    ]);
    const statuses = async (...paths: readonly string[]) => {
      const all: number[] = [];
      for (const path of paths) all.push((await send(path)).status);
      return all;
    };
    const search = async (text: string) => {
      const body = JSON.stringify({ query: text });
      return (await send('/search/query', { method: 'POST', body })).status;
    };

    expect(await statuses('/users', '/users?$top=1', '/users')).toEqual([200, 503, 200]);
    expect([await search('Megan Bowen'), await search('Alex')]).toEqual([200, 204]);
    expect(exchanges).toEqual(['GET 200 mock', 'GET 503 mock', 'GET 200 mock', 'POST 200 mock', 'POST 204 mock']);
    reset();
    expect(await statuses('/users', '/users')).toEqual([200, 503]);
  });

  test('is used for one of some requests at once, where it is for the nth with a fragment', async () => {
    const request = { url: `${graph}/search/query`, method: 'POST', bodyFragment: 'megan' };
    const { send } = await kitOf([
      { request: { ...request, nth: 1 }, response: { statusCode: 503 } },
      { request, response: { statusCode: 204 } },
    ]);

    const all = await Promise.all(
      ['a', 'b', 'c'].map((id) => send('/search/query', { method: 'POST', body: `${id} megan` })),
    );

    expect(all.map(({ status }) => status).toSorted()).toEqual([204, 204, 503]);
  });

  test('fits a query that an SDK has encoded', async () => {
    const { send } = await kitOf([
      { request: { url: `${graph}/users?$filter=startswith(displayName,'M')` }, response: { body: [user] } },
    ]);

    expect((await send("/users?%24filter=startswith(displayName%2C'M')")).status).toBe(200);
  });

  test('serves a body that is not JSON as it is', async () => {
    const text = { headers: [{ name: 'Content-Type', value: 'text/plain' }], body: 'three' };
    const { send } = await kitOf([
      { request: { url: `${graph}/users/$count` }, response: text },
      { request: { url: `${graph}/me/displayName/$value` }, response: { body: 'Megan' } },
    ]);

    expect(await (await send('/users/$count')).text()).toBe('three');
    expect(await (await send('/me/displayName/$value')).text()).toBe('"Megan"');
  });

  test('responds on the direct door too, where the root is that of the server', async () => {
    const file = await fileOf({ mocks: [{ request: { url: `${graph}/users*` }, response: { body: [user] } }] });
    const mocks = createMocks(await readMocks(file), () => {});
    const server = await serveHandler(...prepareServer({}, { mocks }));

    const response = await fetch(`${server.url}/v1.0/users?$top=1`).finally(server.close);

    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
  });

  test('reads a body for its fragment behind a port, and leaves it to the emulator', async () => {
    const request = { url: `${graph}/*`, method: 'POST', bodyFragment: 'Megan' };
    const file = await fileOf({ mocks: [{ request, response: { body: user } }] });
    const mocks = createMocks(await readMocks(file), () => {});
    const server = await serveHandler(...prepareServer({}, { mocks }));
    const post = (body: string) => fetch(`${server.url}/v1.0/users`, { method: 'POST', body });

    const statuses = [(await post('{"name":"Megan"}')).status, (await post('{"name":"Alex"}')).status];
    await server.close();

    expect(statuses).toEqual([200, 501]);
  });
});

describe('a mocks file that cannot be used', () => {
  const entry = (request: object, response: object = {}) => ({
    mocks: [{ request: { url: `${graph}/me` } }, { request, response }],
  });
  const url = `${graph}/users`;

  test.for<[string, unknown, string]>([
    ['no JSON', '{ "mocks": [', 'it is not JSON'],
    ['no array', { responses: [] }, 'mocks must be an array. Use the mocks file of Dev Proxy'],
    [
      'no url',
      entry({}),
      'mocks[1].request.url must be a URL such as "https://graph.microsoft.com/v1.0/users*", it is missing.',
    ],
    [
      'an unknown property',
      entry({ url, bodyFragmnt: 'x' }),
      'mocks[1].request has an unknown property "bodyFragmnt". Did you mean "bodyFragment".',
    ],
    ['a wrong nth', entry({ url, nth: 0 }), 'mocks[1].request.nth must be a whole number from 1, got 0.'],
    [
      'a wrong status',
      entry({ url }, { statusCode: '200' }),
      'mocks[1].response.statusCode must be a whole number from 200 to 599, got "200".',
    ],
    [
      'headers as an object',
      entry({ url }, { headers: { a: 'b' } }),
      'mocks[1].response.headers must be an array of { "name": …, "value": … }, got',
    ],
    [
      'a header with a line break',
      entry({ url }, { headers: [{ name: 'a', value: 'b\r\nSet-Cookie: c' }] }),
      'mocks[1].response.headers[0].value must be a string without line breaks',
    ],
    [
      'a bad name of a header',
      entry({ url }, { headers: [{ name: 'a b', value: '' }] }),
      'mocks[1].response.headers[0].name must be the name of a header, got "a b".',
    ],
    [
      'a body without a place',
      entry({ url }, { statusCode: 204, body: {} }),
      'mocks[1].response.body: a response with status 204 has no body.',
    ],
    [
      'a placeholder',
      entry({ url }, { body: { id: '@request.body.id' } }),
      'which the kit does not fill in. Use a constant.',
    ],
    [
      'a file that does not exist',
      entry({ url }, { body: '@missing.json' }),
      'mocks[1].response.body names the file "missing.json", which does not exist.',
    ],
    ['a folder', entry({ url }, { body: '@photos' }), 'which is not a file.'],
  ])('with %s is refused, with the entry and the fix', async ([, content, message]) => {
    const file = await fileOf(content);

    await expect(readMocks(file)).rejects.toThrow(`Cannot use the mocks file ${file}: `);
    await expect(readMocks(file)).rejects.toThrow(message);
  });

  test.for([
    ['UTF-16 (little endian) without a byte order mark', Buffer.from('{"mocks":[]}', 'utf16le')],
    ['in another encoding, such as Windows-1252 or ISO-8859-1', Buffer.from('{"mocks":[],"a":"\u00e9"}', 'latin1')],
  ] as const)('is one that is %s', async ([encoding, content]) => {
    const file = join(folder, 'encoded.json');
    await writeFile(file, content);

    await expect(readMocks(file)).rejects.toThrow(`${file}: it is ${encoding}, not UTF-8. Save it as UTF-8.`);
  });

  test('is one that does not exist', async () => {
    await expect(readMocks(join(folder, 'none.json'))).rejects.toThrow('none.json: it does not exist. Name a file');
  });

  test('names a file beside its folder, by a path or by a link', async () => {
    await writeFile(join(outside, 'secret.txt'), 'a secret');
    await symlink(join(outside, 'secret.txt'), join(folder, 'link.txt'));
    await symlink(outside, join(folder, 'photos', 'out'));
    const names = [
      '../secret.txt',
      join(outside, 'secret.txt'),
      'link.txt',
      'photos/out/secret.txt',
      'photos/../../secret.txt',
    ];

    for (const name of names) {
      const file = await fileOf(entry({ url }, { body: `@${name}` }));
      await expect(readMocks(file)).rejects.toThrow(/is not below the folder of the mocks file|does not exist/);
    }
  });
});

describe('a wildcard', () => {
  test.for([
    ['*', 'anything', true],
    ['a*', 'a', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['ab*ba', 'aba', false],
    ['*a*', 'b', false],
    ['a', 'ab', false],
    ['', '', true],
  ] as const)('%j fits %j: %j', ([pattern, text, expected]) => {
    expect(matchesWildcard(pattern, text)).toBe(expected);
  });

  test('takes a time that grows with the text alone', { timeout: 20_000 }, () => {
    expect(matchesWildcard(`${'a*'.repeat(20_000)}b`, 'a'.repeat(200_000))).toBe(false);
  });
});
