import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createEmulator, faults } from '../../src/emulator/index.ts';
import { createPart } from './batches.ts';
import { schema } from './requests.ts';

const root = 'https://graph.microsoft.com/v1.0';
const create = { id: 'contosohr', name: 'Contoso HR – Ärger' };
const text = JSON.stringify(create);

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly encoding?: string;
  readonly contentType?: string;
}

function sent(body: Uint8Array<ArrayBuffer> | undefined, { method = 'POST', path = '', encoding, contentType }: Sent) {
  return new Request(`${root}${path || '/external/connections'}`, {
    method,
    headers: {
      Authorization: 'Bearer opaque-access-token',
      'Content-Type': contentType ?? 'application/json',
      ...(encoding && { 'Content-Encoding': encoding }),
    },
    ...(body && { body }),
  });
}

const bytes = (value: string | Buffer) => new Uint8Array(Buffer.from(value));
const gzip = (value: unknown) => bytes(gzipSync(typeof value === 'string' ? value : JSON.stringify(value)));

function advised() {
  const advisories: string[] = [];
  const graph = createEmulator({ onAdvisory: ({ rule, path }) => advisories.push(`${rule} ${path}`) });
  return { graph, advisories };
}

describe('a compressed body', () => {
  test.for([
    ['gzip', gzip(create)],
    ['GZip', gzip(create)],
    ['x-gzip', gzip(create)],
    ['identity, gzip', gzip(create)],
    ['deflate', bytes(deflateSync(text))],
    ['identity', bytes(text)],
  ] as const)('by %s is decoded', async ([encoding, body]) => {
    const graph = createEmulator();

    const response = await graph.fetch(sent(body, { encoding }));

    expect(response.status).toBe(201);
    expect(graph.connections).toMatchObject([create]);
    expect(graph.exchanges[0]?.request.body).toEqual(create);
  });

  test('is decoded for PATCH, for a schema and for a batch', async () => {
    const graph = createEmulator();
    const batch = { requests: [createPart('1', 'contosohr')] };

    const responses = [
      await graph.fetch(sent(gzip(batch), { path: '/$batch', encoding: 'gzip' })),
      await graph.fetch(
        sent(gzip({ name: 'HR' }), { method: 'PATCH', path: '/external/connections/contosohr', encoding: 'gzip' }),
      ),
      await graph.fetch(
        sent(gzip(schema), { method: 'PATCH', path: '/external/connections/contosohr/schema', encoding: 'gzip' }),
      ),
    ];

    expect(responses.map(({ status }) => status)).toEqual([200, 204, 202]);
    expect(graph.connections).toMatchObject([{ id: 'contosohr', name: 'HR' }]);
  });

  test.for([
    ['br', gzip(create)],
    ['gzip, gzip', bytes(gzipSync(gzipSync(text)))],
    ['deflate, gzip', gzip(create)],
    ['constructor', gzip(create)],
  ] as const)('by %s is refused with 415', async ([encoding, body]) => {
    const graph = createEmulator();

    const response = await graph.fetch(sent(body, { encoding }));

    expect(response.status).toBe(415);
    expect(graph.exchanges[0]?.violations).toMatchObject([{ rule: 'contentEncoding.known', value: encoding }]);
    expect(graph.exchanges[0]?.request.body).toBe('');
  });

  test.for([
    ['the plain text', bytes(text)],
    ['a stream that is cut off', gzip(create).slice(0, -6)],
    ['a stream without its checksum', gzip(create).slice(0, -8)],
    ['a stream with text behind it', bytes(Buffer.concat([gzip(create), bytes('{}')]))],
    ['the bytes of deflate', bytes(deflateSync(text))],
  ] as const)('that is %s is refused with 400', async ([, body]) => {
    const graph = createEmulator();

    const response = await graph.fetch(sent(body, { encoding: 'gzip' }));

    expect(response.status).toBe(400);
    expect(graph.exchanges[0]?.violations).toMatchObject([{ rule: 'contentEncoding.matches', value: 'gzip' }]);
  });

  test('of a batch is refused like any other', async () => {
    const graph = createEmulator();
    const batch = gzip({ requests: [createPart('1', 'contosohr')] });

    const unknown = await graph.fetch(sent(batch, { path: '/$batch', encoding: 'br' }));
    const cut = await graph.fetch(sent(batch.slice(0, -1), { path: '/$batch', encoding: 'gzip' }));

    expect([unknown.status, cut.status]).toEqual([415, 400]);
    expect(graph.connections).toEqual([]);
  });

  test.for(['', ' \r\n'])('with no bytes, or white space, is an empty body: %j', async (blank) => {
    const body = blank === '' ? bytes(blank) : gzip(blank);

    const response = await createEmulator().fetch(sent(body, { encoding: 'gzip' }));

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { message: 'Empty Payload. JSON content expected.' } });
  });

  test('does not matter where the request has none', async () => {
    const graph = createEmulator();
    graph.put({ id: 'contosohr', name: 'Contoso HR' });

    const path = '/external/connections/contosohr';
    const read = await graph.fetch(sent(undefined, { method: 'GET', path, encoding: 'br' }));
    const removed = await graph.fetch(sent(undefined, { method: 'DELETE', path, encoding: 'gzip' }));

    expect([read.status, removed.status]).toEqual([200, 202]);
  });

  test('is refused with 413 once it decodes to more than the limit', async () => {
    const graph = createEmulator();
    const bomb = bytes(gzipSync(Buffer.alloc(50_000_000, 0x20)));

    const response = await graph.fetch(sent(bomb, { encoding: 'gzip' }));

    expect(response.status).toBe(413);
    expect(graph.exchanges[0]?.request.body).toBe('');
  });

  test('is refused with 413 where its bytes alone exceed the limit', async () => {
    const response = await createEmulator().fetch(sent(new Uint8Array(4_000_001), { encoding: 'br' }));

    expect(response.status).toBe(413);
  });

  test('of the size limit is accepted', async () => {
    const graph = createEmulator();

    const response = await graph.fetch(
      sent(gzip(text + ' '.repeat(4_000_000 - Buffer.byteLength(text))), { encoding: 'gzip' }),
    );

    expect(response.status).toBe(201);
  });
});

describe('faults.compressionRefused', () => {
  test.for([
    [faults.compressionRefused(), 415],
    [faults.compressionRefused({ status: 400 }), 400],
  ] as const)('refuses compressed bodies alone', async ([fault, status]) => {
    const graph = createEmulator();
    graph.plan(fault, { times: Number.POSITIVE_INFINITY });

    const compressed = await graph.fetch(sent(gzip(create), { encoding: 'gzip' }));
    const plain = await graph.fetch(sent(bytes(text), {}));

    expect([compressed.status, plain.status]).toEqual([status, 201]);
  });

  test('throws for another status', () => {
    expect(() => faults.compressionRefused({ status: 500 as 400 })).toThrow(/status.*400 or 415/);
  });
});

describe('a body in another charset', () => {
  test.for([
    ['application/json; charset=utf-16', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['application/json;charset="utf-16le"', Buffer.from(text, 'utf16le')],
    ['application/json; charset=iso-8859-1', Buffer.from(text.replace('–', '-'), 'latin1')],
    ['application/json; charset=unheard-of', Buffer.from(text)],
  ] as const)('is decoded as %s says', async ([contentType, body]) => {
    const { graph, advisories } = advised();

    const response = await graph.fetch(sent(bytes(body), { contentType }));

    expect(response.status).toBe(201);
    expect(graph.connections[0]?.name).toMatch(/Ärger$/);
    expect(advisories.filter((one) => one !== 'body.mark text')).toEqual([]);
  });

  test('is accepted with a byte order mark, with an advisory', async () => {
    const { graph, advisories } = advised();

    const response = await graph.fetch(sent(bytes(`\uFEFF${text}`), {}));

    expect(response.status).toBe(201);
    expect(advisories).toEqual(['body.mark text']);
    expect(graph.exchanges[0]?.advisories[0]?.message).toBe(
      'The body must begin without a byte order mark, got "\\ufeff".',
    );
  });

  test('that it does not name is stored with U+FFFD, with an advisory that names the place', async () => {
    const { graph, advisories } = advised();

    const response = await graph.fetch(sent(bytes(Buffer.from(text.replace('–', '-'), 'latin1')), {}));

    expect(response.status).toBe(201);
    expect(graph.connections[0]?.name).toBe('Contoso HR - \uFFFDrger');
    expect(advisories).toEqual(['body.charset /name']);
  });

  test('has no advisory where the client sent U+FFFD itself', async () => {
    const { graph, advisories } = advised();

    await graph.fetch(sent(bytes(JSON.stringify({ ...create, name: '\uFFFD' })), {}));

    expect(advisories).toEqual([]);
  });
});

describe('a schema as application/x-www-form-urlencoded', () => {
  const path = '/external/connections/contosohr/schema';
  const contentType = 'application/x-www-form-urlencoded';

  test('is accepted by the live service where it is JSON, with an advisory', async () => {
    const { graph, advisories } = advised();
    graph.put({ id: 'contosohr', name: 'Contoso HR' });

    const json = await graph.fetch(sent(bytes(JSON.stringify(schema)), { method: 'PATCH', path, contentType }));
    const form = await graph.fetch(sent(bytes('baseType=x'), { method: 'PATCH', path, contentType }));
    const other = await graph.fetch(sent(bytes(text), { contentType }));

    expect([json.status, form.status, other.status]).toEqual([202, 400, 400]);
    expect(advisories[0]).toBe('contentType.schema header Content-Type');
  });

  test('has no advisory where the request has no body', async () => {
    const { graph, advisories } = advised();
    graph.put({ id: 'contosohr', name: 'Contoso HR' });

    const response = await graph.fetch(
      sent(undefined, { method: 'GET', path: path.replace('/schema', ''), contentType }),
    );

    expect(response.status).toBe(200);
    expect(advisories).toEqual([]);
  });

  test('is refused by profile documented', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.put({ id: 'contosohr', name: 'Contoso HR' });

    const response = await graph.fetch(sent(bytes(JSON.stringify(schema)), { method: 'PATCH', path, contentType }));

    expect(response.status).toBe(400);
  });
});

test('the links of a response to http://graph.microsoft.com are https', async () => {
  const response = await createEmulator().fetch('http://graph.microsoft.com/v1.0/external/connections', {
    method: 'POST',
    headers: { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' },
    body: text,
  });

  expect(response.headers.get('location')).toMatch(/^https:\/\/graph\.microsoft\.com\//);
  expect((await response.json())['@odata.context']).toMatch(/^https:\/\/graph\.microsoft\.com\//);
});
