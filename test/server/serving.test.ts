import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { graphErrorSchema } from '../../src/index.ts';
import { serveHandler } from '../../src/server/serve-handler.ts';
import { createRequest, schema } from '../emulator/requests.ts';
import { connectionsUrl } from './connections-url.ts';

const gzipped = {
  Authorization: 'Bearer any-access-token',
  'Content-Type': 'application/json',
  'Content-Encoding': 'gzip',
};

describe('a client', () => {
  test('creates a connection, which the emulator then holds', async () => {
    const emulator = createEmulator({ profile: 'documented' });
    const url = await connectionsUrl({ emulator });

    const response = await fetch(createRequest({}, { url }));

    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ id: 'contosohr', state: 'draft' });
    expect(emulator.connections).toMatchObject([{ id: 'contosohr' }]);
  });

  test('learns that an id is taken, and what is malformed', async () => {
    const url = await connectionsUrl();
    await fetch(createRequest({}, { url }));

    const duplicate = await fetch(createRequest({}, { url }));
    const malformed = await fetch(createRequest({ id: 'contoso-hr' }, { url }));

    expect(duplicate.status).toBe(409);
    expect(malformed.status).toBe(400);
    expect(await malformed.json()).toMatchObject({ error: { code: 'InvalidRequest' } });
  });

  test('may send another charset and another encoding than UTF-8', async () => {
    const emulator = createEmulator();
    const url = await connectionsUrl({ emulator });
    const body = Buffer.from('\ufeff{"id":"contosohr","name":"Größe","description":"Teams"}', 'utf16le');

    const { status } = await fetch(createRequest({}, { url }), { body: gzipSync(body), headers: gzipped });

    expect([status, emulator.connections[0]?.name]).toEqual([201, 'Größe']);
  });

  test('reads the root that it used in @odata.context and Location', async () => {
    const url = await connectionsUrl();
    const localhost = url.replace('127.0.0.1', 'localhost');

    const response = await fetch(createRequest({}, { url: localhost }));

    const root = new URL(localhost).origin;
    expect(response.headers.get('location')).toBe(`${root}/v1.0/external/connections/contosohr`);
    expect(await response.json()).toMatchObject({
      '@odata.context': `${root}/v1.0/$metadata#external/connections/$entity`,
    });
  });

  test('gets the headers of Graph, but for the one that would bar it from plain http', async () => {
    const url = await connectionsUrl();

    const { headers } = await fetch(createRequest({}, { url }));

    expect(headers.get('odata-version')).toBe('4.0');
    expect(headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.has('strict-transport-security')).toBe(false);
  });

  test('leads a connection through its whole life', async () => {
    const url = await connectionsUrl();
    const send = (path: string, method: string, body?: object) => {
      const { headers } = createRequest();
      return fetch(`${url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    };

    await send('', 'POST', { id: 'contosohr', name: 'Contoso HR' });
    const registered = await send('/contosohr/schema', 'PATCH', schema);
    const statuses = [
      registered.status,
      (await fetch(registered.headers.get('location') ?? '', { headers: createRequest().headers })).status,
      (await send('/contosohr', 'PATCH', { name: 'HR' })).status,
      (await send('/contosohr', 'GET')).status,
      (await send('/contosohr', 'DELETE')).status,
      (await send('/contosohr', 'GET')).status,
    ];

    expect(statuses).toEqual([202, 200, 204, 200, 202, 404]);
  });

  test('sends one request after the other on the same connection', async () => {
    const url = await connectionsUrl();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();

    for (const id of ['first1', 'second2', 'third3']) {
      await new Promise<void>((resolve, reject) => {
        const headers = { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' };
        const sent = request(url, { agent, method: 'POST', headers }, async (response) => {
          ports.add(response.socket.localPort);
          await text(response);
          resolve();
        });
        sent.on('error', reject).end(JSON.stringify({ id, name: id }));
      });
    }

    expect(ports.size).toBe(1);
    agent.destroy();
  });
});

describe('a failure within', () => {
  test('gets 500 in the envelope of Graph, without a stack, and the error is printed', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    const onExchange = () => {
      throw new Error('from within');
    };
    const url = await connectionsUrl({ onExchange });

    const response = await fetch(createRequest({}, { url }));

    expect(response.status).toBe(500);
    const body = await response.text();
    expect(graphErrorSchema.parse(JSON.parse(body)).error.code).toBe('GeneralException');
    expect(body).not.toContain('from within');
    expect(printed).toHaveBeenCalledWith(
      expect.stringContaining(`Failed to respond to POST ${url}: Error: from within`),
    );
    vi.restoreAllMocks();
  });
});

describe('a handler that rejects', () => {
  const reading = (incoming: Request) => incoming.text().then((body) => Response.json({ body }));

  test('on a body over the limit leaves the client with 413', async () => {
    await using server = await serveHandler(reading, { bodyLimit: 10 });

    const { status } = await fetch(server.url, { method: 'POST', body: 'eleven bytes' });

    expect(status).toBe(413);
  });

  test('because its client has gone leaves nothing behind', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    const handler = vi.fn(reading);
    await using server = await serveHandler(handler);

    const cut = request(server.url, { method: 'POST', headers: { 'Content-Length': '100' } });
    cut.on('error', () => {}).write('{"id":');
    await vi.waitFor(() => expect(handler).toHaveBeenCalledOnce());
    cut.destroy();
    await expect(handler.mock.results[0]?.value).rejects.toThrow();

    expect(printed).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  test.each([
    [new Error('no Bearer secret-token'), /^Failed to respond to GET .*no Bearer \[redacted\]/],
    [Object.create(null), /^Failed to respond to GET .*: \[object Object\]$/],
  ])('leaves the client with 500, and prints the error without the token: %#', async (error, message) => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    await using server = await serveHandler(() => Promise.reject(error));

    const { status } = await fetch(server.url, { headers: { Authorization: 'Bearer secret-token' } });

    expect(status).toBe(500);
    expect(printed).toHaveBeenCalledWith(expect.stringMatching(message));
    vi.restoreAllMocks();
  });
});
