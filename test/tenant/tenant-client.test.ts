import { describe, expect, onTestFinished, test } from 'vitest';
import { startServer } from '../../src/server/index.ts';
import { serveHandler } from '../../src/server/serve-handler.ts';
import { createOwnedConnections } from '../../src/tenant/owned-connections.ts';
import { createTenantClient, sendRequest } from '../../src/tenant/tenant-client.ts';

const accessToken = 'fake-access-token';
const collection = '/v1.0/external/connections';

/** A client of a server with these responses, whose clock only moves by waiting. */
async function clientOf(respond: (request: Request, index: number) => Response) {
  const lines: string[] = [];
  const waits: number[] = [];
  let time = Date.parse('2026-11-24T09:00:00Z');
  const server = await serveHandler(async (request) => {
    const { pathname } = new URL(request.url);
    lines.push(`${request.method} ${pathname}`);
    return respond(request, lines.length - 1);
  });
  onTestFinished(() => server.close());
  const client = createTenantClient({
    graphUrl: server.url,
    accessToken,
    timeoutMs: 5000,
    waitMs: 60_000,
    pollMs: 1000,
    now: () => new Date(time),
    sleep: async (ms) => {
      waits.push(ms);
      time += ms;
    },
  });
  return { client, lines, waits };
}

const status = (code: number, headers: Record<string, string> = {}) => new Response(null, { status: code, headers });

describe('a tenant client', () => {
  test.for([429, 502, 503, 504])('retries after %i, and waits twice as long each time', async (code) => {
    const { client, waits } = await clientOf((_, index) => status(index < 3 ? code : 200));

    const response = await client.send({ method: 'GET', path: collection });

    expect({ status: response.status, waits }).toEqual({ status: 200, waits: [1000, 2000, 4000] });
  });

  test.for([400, 404, 409, 500, 501])('does not retry after %i', async (code) => {
    const { client, lines } = await clientOf(() => status(code));

    const response = await client.send({ method: 'GET', path: collection });

    expect({ status: response.status, sent: lines.length }).toEqual({ status: code, sent: 1 });
  });

  test('waits for as long as Retry-After says', async () => {
    const { client, waits } = await clientOf((_, index) => status(index === 0 ? 429 : 200, { 'Retry-After': '7' }));

    await client.send({ method: 'GET', path: collection });

    expect(waits).toEqual([7000]);
  });

  test('waits longer each time after a Retry-After of 0, until the time for retries is over', async () => {
    const { client, waits } = await clientOf(() => status(503, { 'Retry-After': '0' }));

    await expect(client.send({ method: 'GET', path: collection })).rejects.toThrow(
      'a retry would have to wait 32 s more',
    );
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000]);
  });

  test('ends early where the service has only failed so far', async () => {
    const { client, waits } = await clientOf(() => status(502));

    await expect(client.send({ method: 'GET', path: collection })).rejects.toThrow(
      /^http:\S+ responded 502 to all of the first 4 requests$/,
    );
    expect(waits).toEqual([1000, 2000, 4000]);
  });

  test('waits longer where the service has responded before', async () => {
    const { client, waits } = await clientOf((_, index) => status(index === 0 ? 404 : 502));
    await client.send({ method: 'GET', path: collection });

    await expect(client.send({ method: 'GET', path: collection })).rejects.toThrow('a retry would have to wait');
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000]);
  });

  test('returns the failure of a create that was stored all the same', async () => {
    const { client } = await clientOf((_, index) => status(index === 0 ? 503 : 409));

    const response = await client.send({ method: 'POST', path: collection, text: '{}' });

    expect(response.status).toBe(503);
  });

  test('does not follow a redirect, which would take the token along', async () => {
    const { client, lines } = await clientOf(() => status(307, { Location: '/elsewhere' }));

    const response = await client.send({ method: 'GET', path: collection });

    expect({ status: response.status, lines }).toEqual({ status: 307, lines: [`GET ${collection}`] });
  });
});

test.for([
  ['https', true, /^NoResponse: Node\.js does not trust the certificate of https:.* \(DEPTH_ZERO_SELF_SIGNED_CERT\)$/],
  ['https', false, /^NoResponse: https:.* does not speak TLS \(ERR_SSL_\w+\)$/],
  ['http', true, /^NoResponse: http:.* closed the connection \(UND_ERR_SOCKET\)$/],
] as const)('a request over %s to a server with TLS %s fails with why', async ([scheme, hasTls, message]) => {
  const server = await startServer({ tls: hasTls });
  onTestFinished(() => server.close());
  const url = server.url.replace(/^https?/, scheme);

  const error = await sendRequest(url, { timeoutMs: 5000 }).catch(String);

  expect(error).toMatch(message);
});

describe('the connections of a run', () => {
  test('do not include one of another name, after a create without a response: it is reported', async () => {
    const { client, lines } = await clientOf(({ method }) =>
      method === 'POST' ? Response.error() : Response.json({ id: 'contosohr', name: 'precious' }),
    );
    const owned = createOwnedConnections(client, 'v1.0');

    const create = owned.create({ id: 'contosohr', name: 'Contoso HR' }, () =>
      client.send({ method: 'POST', path: collection, text: '{}' }),
    );

    await expect(create).rejects.toThrow('closed the connection');
    expect(await owned.removeAll()).toEqual([{ id: 'contosohr', reason: 'it has a name that the run did not send' }]);
    expect(lines).toEqual([`POST ${collection}`, `GET ${collection}/contosohr`]);
  });

  test('include one of the name that was sent, after a create without a response', async () => {
    let isThere = true;
    const { client, lines } = await clientOf(({ method }) => {
      if (method === 'POST') return Response.error();
      if (method === 'DELETE') isThere = false;
      return isThere ? Response.json({ id: 'contosohr', name: 'Contoso HR' }) : status(404);
    });
    const owned = createOwnedConnections(client, 'v1.0');
    await owned
      .create({ id: 'contosohr', name: 'Contoso HR' }, () => client.send({ method: 'POST', path: collection }))
      .catch(() => {});

    expect(await owned.removeAll()).toEqual([]);
    expect(lines.filter((line) => line.startsWith('DELETE'))).toEqual([`DELETE ${collection}/contosohr`]);
  });
});

describe('a client whose run is stopped', () => {
  test.for([503, 429, undefined])('cleans up long before its time-outs where Graph responds %s', async (code) => {
    const stop = new AbortController();
    const server = await serveHandler(async () => {
      if (code === undefined) await new Promise(() => {});
      return status(code ?? 200);
    });
    onTestFinished(() => server.close());
    const client = createTenantClient({
      graphUrl: server.url,
      accessToken,
      timeoutMs: 600_000,
      waitMs: 600_000,
      pollMs: 5000,
      signal: stop.signal,
    });
    const owned = createOwnedConnections(client, 'v1.0');
    const create = owned.create({ id: 'contosohr', name: 'Contoso HR' }, () =>
      client.send({ method: 'POST', path: collection, text: '{}' }),
    );
    setTimeout(() => stop.abort(), 50);

    await expect(create).rejects.toThrow('it was stopped');
    const leftovers = await owned.removeAll();

    expect(leftovers.map(({ id }) => id)).toEqual(['contosohr']);
  });
});
