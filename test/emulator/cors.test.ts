import { describe, expect, test } from 'vitest';
import { createEmulator, faults } from '../../src/emulator/index.ts';
import { createRequest } from './requests.ts';

const url = 'https://graph.microsoft.com/v1.0/external/connections';
const Origin = 'http://localhost:5173';

const preflight = (headers: Readonly<Record<string, string>> = {}) =>
  new Request(url, { method: 'OPTIONS', headers: { Origin, 'Access-Control-Request-Method': 'POST', ...headers } });

const isReadable = ({ headers }: Response) => headers.get('access-control-allow-origin') === '*';

describe('a preflight', () => {
  test('is allowed with the method and the headers that it asks for', async () => {
    const asked = 'authorization,content-type,sdkversion';

    const response = await createEmulator().fetch(preflight({ 'Access-Control-Request-Headers': asked }));

    expect([response.status, isReadable(response), await response.text()]).toEqual([204, true, '']);
    expect(response.headers.get('access-control-allow-methods')).toBe('POST');
    expect(response.headers.get('access-control-allow-headers')).toBe(asked);
  });

  test('that asks for no headers is allowed none', async () => {
    const response = await createEmulator().fetch(preflight());

    expect([response.status, response.headers.has('access-control-allow-headers')]).toEqual([204, false]);
  });

  test('is none by another method', async () => {
    const { headers } = preflight();

    const response = await createEmulator().fetch(url, { headers });

    expect(response.headers.has('access-control-allow-methods')).toBe(false);
  });

  test('uses up no fault, and is not an exchange', async () => {
    const graph = createEmulator();
    graph.plan(faults.throttled());

    await graph.fetch(preflight());

    expect(graph.unusedFaults).toHaveLength(1);
    expect(graph.exchanges).toEqual([]);
  });

  test.for(['Origin', 'Access-Control-Request-Method'])('is none without %s', async (name) => {
    const request = preflight();
    request.headers.delete(name);
    const graph = createEmulator();

    const response = await graph.fetch(request);

    expect(response.headers.has('access-control-allow-methods')).toBe(false);
    expect([response.headers.has('allow'), graph.exchanges.length]).toEqual([true, 1]);
  });
});

describe('a response', () => {
  test('to a request with an Origin may be read, with the headers that a client needs', async () => {
    const graph = createEmulator();
    graph.plan(faults.throttled());

    const throttled = await graph.fetch(createRequest({}, { headers: { Origin } }));
    const created = await graph.fetch(createRequest({}, { headers: { Origin } }));
    const refused = await graph.fetch(createRequest({ id: 'a' }, { headers: { Origin } }));

    expect([throttled, created, refused].map(isReadable)).toEqual([true, true, true]);
    const exposed = throttled.headers.get('access-control-expose-headers')?.split(', ');
    expect(exposed).toEqual(expect.arrayContaining(['Retry-After', 'Location', 'request-id', 'client-request-id']));
  });

  test('to a request without an Origin has no such header', async () => {
    const { headers } = await createEmulator().fetch(createRequest());

    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('of the token endpoint may not be read', async () => {
    const graph = createEmulator();
    const token = 'https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token';

    const asked = await graph.fetch(token, {
      method: 'POST',
      headers: { Origin },
      body: 'grant_type=client_credentials',
    });
    const preflighted = await graph.fetch(new Request(token, preflight()));

    expect([asked, preflighted].map(isReadable)).toEqual([false, false]);
  });

  test('that is lost stays lost', async () => {
    const graph = createEmulator();
    graph.plan(faults.connectionReset());

    expect((await graph.fetch(createRequest({}, { headers: { Origin } }))).type).toBe('error');
  });
});
