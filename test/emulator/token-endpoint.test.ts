import { describe, expect, test } from 'vitest';
import { createEmulator, type EmulatorOptions, faults } from '../../src/emulator/index.ts';
import { claimsOf } from '../../src/rules/index.ts';

const url = 'https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token';
const complete = {
  grant_type: 'client_credentials',
  client_id: '11111111-2222-4333-8444-555555555555',
  client_secret: 'a-secret',
  scope: 'https://graph.microsoft.com/.default',
};

type Form = Readonly<Record<string, string>>;

function post(graph = createEmulator(), form: Form = complete, to = url): Promise<Response> {
  return graph.fetch(to, { method: 'POST', body: new URLSearchParams(form) });
}

function without(name: string, form: Form = complete): Form {
  return Object.fromEntries(Object.entries(form).filter(([key]) => key !== name));
}

async function tokenOf(response: Response): Promise<string> {
  return (await response.json()).access_token;
}

async function create(graph: ReturnType<typeof createEmulator>, token: string): Promise<number> {
  const response = await graph.fetch('https://graph.microsoft.com/v1.0/external/connections', {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' }),
  });
  return response.status;
}

describe('the token endpoint', () => {
  test('issues a token with which the emulator creates a connection', async () => {
    const graph = createEmulator();
    const response = await post(graph);
    const body = await response.json();

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(body).toEqual({
      token_type: 'Bearer',
      expires_in: 3599,
      ext_expires_in: 3599,
      access_token: expect.stringMatching(/\.not-signed$/),
    });
    expect(await create(graph, body.access_token)).toBe(201);
    expect(graph.connections).toMatchObject([{ configuration: { authorizedAppIds: [complete.client_id] } }]);
  });

  test.for([
    ['in the header alone', without('client_id', without('client_secret'))],
    ['in the header, with the id in the form too', without('client_secret')],
  ] as const)('takes id and secret %s', async ([, form]) => {
    const { client_id, client_secret } = complete;
    const response = await createEmulator().fetch(url, {
      method: 'POST',
      headers: { Authorization: `Basic ${btoa(`${client_id}:${client_secret}`)}` },
      body: new URLSearchParams(form),
    });

    expect(response.status).toBe(200);
    expect(claimsOf(await tokenOf(response))).toMatchObject({ appid: client_id });
  });

  test.for(['Basic', 'Basic ***', `Basic ${btoa('no colon')}`, 'Bearer a-token'])(
    'takes no id from the header %s',
    async (authorization) => {
      const headers = { Authorization: authorization };
      const form = new URLSearchParams(without('client_id'));
      const response = await createEmulator().fetch(url, { method: 'POST', headers, body: form });

      expect(response.status).toBe(400);
      expect((await response.json()).error_description).toMatch(/^AADSTS900144: .*'client_id'/);
    },
  );

  test('issues claims for the tenant, the app and the clock of the emulator', async () => {
    const now = () => new Date('2026-11-29T12:00:00Z');
    const token = await tokenOf(await post(createEmulator({ now, roles: ['ExternalConnection.Read.All'] })));

    expect(claimsOf(token)).toEqual({
      aud: 'https://graph.microsoft.com',
      iss: 'https://sts.windows.net/contoso.onmicrosoft.com/',
      iat: 1795953600,
      nbf: 1795953600,
      exp: 1795957199,
      app_displayname: 'external-connection-testkit',
      appid: complete.client_id,
      idtyp: 'app',
      oid: complete.client_id,
      sub: complete.client_id,
      tid: 'contoso.onmicrosoft.com',
      ver: '1.0',
      roles: ['ExternalConnection.Read.All'],
    });
  });

  test('issues a token for a resource on the path of version 1', async () => {
    const graph = createEmulator();
    const form = { ...without('scope'), resource: 'https://graph.microsoft.us/' };
    const response = await post(graph, form, 'https://login.microsoftonline.us/contoso/oauth2/token');
    const body = await response.json();

    expect(body).toMatchObject({ expires_in: '3599', resource: 'https://graph.microsoft.us/' });
    expect(await create(graph, body.access_token)).toBe(201);
  });

  test.for([
    'https://graph.microsoft.com/.default',
    'https://graph.microsoft.com//.default',
    'https://graph.microsoft.com/.default offline_access openid profile',
    'https://dod-graph.microsoft.us/.default',
    '00000003-0000-0000-c000-000000000000/.default',
    '.default',
    'http://127.0.0.1:3000/.default',
  ])('puts the roles into a token for %s', async (scope) => {
    const token = await tokenOf(await post(createEmulator(), { ...complete, scope }));

    expect(claimsOf(token)?.roles).toContain('ExternalConnection.ReadWrite.OwnedBy');
    expect(await create(createEmulator(), token)).toBe(201);
  });

  test.for([
    'api://contoso/.default',
    'api://localhost:3000/contoso/.default',
    'https://vault.azure.net/.default',
    'https://graph.microsoft.com.example/.default',
  ])('issues a token for %s without roles, which Graph refuses', async (scope) => {
    const token = await tokenOf(await post(createEmulator(), { ...complete, scope }));

    expect(claimsOf(token)).not.toHaveProperty('roles');
    expect(await create(createEmulator(), token)).toBe(401);
  });

  test('takes a signed assertion in place of the secret', async () => {
    const form = {
      ...without('client_secret'),
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: 'aGVhZGVy.Y2xhaW1z.c2lnbmF0dXJl',
    };

    expect((await post(createEmulator(), form)).status).toBe(200);
    for (const wrong of [{ client_assertion: 'no token' }, { client_assertion_type: 'jwt' }]) {
      const response = await post(createEmulator(), { ...form, ...wrong });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ error: 'invalid_client', error_codes: [50027] });
    }
  });

  test.for(['grant_type', 'client_id', 'client_secret', 'scope'])('refuses a form without %s', async (name) => {
    const response = await post(createEmulator({ now: () => new Date('2026-11-29T12:00:00Z') }), without(name));

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: 'invalid_request',
      error_description: expect.stringMatching(
        `^AADSTS900144: The request body must contain the following parameter: '${name}'\\. Trace ID: .*Timestamp: 2026-11-29 12:00:00Z$`,
      ),
      error_codes: [900144],
      timestamp: '2026-11-29 12:00:00Z',
      trace_id: expect.stringMatching(/^[\da-f-]{36}$/),
      correlation_id: expect.stringMatching(/^[\da-f-]{36}$/),
    });
  });

  test.for([
    [
      'a scope without .default',
      { scope: 'https://graph.microsoft.com/ExternalConnection.ReadWrite.OwnedBy' },
      'invalid_scope',
    ],
    ['two resources', { scope: 'https://graph.microsoft.com/.default api://contoso/.default' }, 'invalid_scope'],
    ['a client id that was never set', { client_id: 'undefined' }, 'unauthorized_client'],
    ['a password', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['a refresh token', { grant_type: 'refresh_token' }, 'unsupported_grant_type'],
    ['a token of a user', { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' }, 'unsupported_grant_type'],
    ['a device code', { grant_type: 'device_code' }, 'unsupported_grant_type'],
  ] as const)('refuses %s', async ([, change, error]) => {
    const response = await post(createEmulator(), { ...complete, ...change });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error, error_description: expect.stringMatching(/^AADSTS\d+: /) });
  });

  test.for(['undefined', '%7Btenant%7D', 'my%20tenant', '-'])('refuses the tenant %s', async (tenant) => {
    const response = await post(createEmulator(), complete, url.replace('contoso.onmicrosoft.com', tenant));

    expect(await response.json()).toMatchObject({ error: 'invalid_request', error_codes: [900023] });
  });

  test('refuses a body that is not a form, and another method', async () => {
    const graph = createEmulator();
    const json = await graph.fetch(url, { method: 'POST', body: JSON.stringify(complete) });
    const get = await graph.fetch(url);

    expect(await json.json()).toMatchObject({ error_codes: [900144] });
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test.for(['/common/oauth2/v2.0/authorize', '/common/userrealm/adele@contoso.com'])(
    'refuses %s as a flow that it does not support',
    async (path) => {
      const response = await createEmulator().fetch(`https://login.microsoftonline.com${path}`);

      expect(await response.json()).toMatchObject({ error: 'unsupported_grant_type' });
    },
  );

  test('describes the instance and the tenant under the host that was asked', async () => {
    const graph = createEmulator();
    const root = 'https://login.partner.microsoftonline.cn';
    const instance = await graph.fetch(`${root}/common/discovery/instance?api-version=1.1`);
    const tenant = await graph.fetch(`${root}/contoso/v2.0/.well-known/openid-configuration`);

    expect(await instance.json()).toMatchObject({ metadata: [{ aliases: ['login.partner.microsoftonline.cn'] }] });
    expect(await tenant.json()).toMatchObject({
      issuer: `${root}/contoso/v2.0`,
      token_endpoint: `${root}/contoso/oauth2/v2.0/token`,
      cloud_instance_name: 'partner.microsoftonline.cn',
    });
  });

  test('keeps nothing in the journal', async () => {
    const graph = createEmulator();
    await post(graph);

    expect(graph.exchanges).toEqual([]);
  });
});

describe('a fault at the token endpoint', () => {
  test.for([
    ['secretInvalid', 401, 'invalid_client', 7000215],
    ['secretExpired', 401, 'invalid_client', 7000222],
    ['tenantUnknown', 400, 'invalid_request', 90002],
    ['applicationUnknown', 400, 'unauthorized_client', 700016],
    ['resourceUnknown', 400, 'invalid_resource', 500011],
  ] as const)('%s refuses the next request for a token alone', async ([name, status, error, code]) => {
    const graph = createEmulator({ now: () => new Date('2026-11-29T12:00:00Z') });
    graph.plan(faults[name]());
    const created = await create(graph, 'opaque');
    const refused = await post(graph);

    expect(created).toBe(201);
    expect(refused.status).toBe(status);
    expect(await refused.json()).toMatchObject({ error, error_codes: [code], timestamp: '2026-11-29 12:00:00Z' });
    expect((await post(graph)).status).toBe(200);
  });

  test('consentMissing takes the roles out of one token, so that Graph refuses it', async () => {
    const graph = createEmulator();
    graph.plan(faults.consentMissing());
    const tokens = [await tokenOf(await post(graph)), await tokenOf(await post(graph))];

    expect(await create(graph, tokens[0] ?? '')).toBe(403);
    expect(await create(graph, tokens[1] ?? '')).toBe(201);
  });

  test('may be a fault of the service, in the envelope of Entra', async () => {
    const graph = createEmulator();
    graph.plan(faults.throttled({ retryAfter: 2 }), { on: 'requestToken' });
    graph.plan(faults.connectionReset(), { on: ['requestToken'] });
    const response = await post(graph);

    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '2']);
    expect(await response.json()).toMatchObject({ error_description: expect.stringMatching(/^AADSTS90033: /) });
    expect((await post(graph)).type).toBe('error');
  });

  test('keeps the envelope of Entra where the error is one of your own', async () => {
    const graph = createEmulator();
    graph.plan(faults.error({ status: 403, code: 'access_denied', message: 'Blocked.' }), { on: 'requestToken' });
    graph.plan(faults.error({ status: 500 }), { on: 'requestToken' });
    graph.plan(faults.withoutInnerError(), { on: 'requestToken' });
    const [own, plain, smallest] = [await post(graph), await post(graph), await post(graph)];

    expect([own.status, plain.status, smallest.status]).toEqual([403, 500, 400]);
    expect(await own.json()).toMatchObject({ error: 'access_denied', error_description: 'Blocked.' });
    expect(await plain.json()).toMatchObject({ error_description: expect.stringMatching(/^AADSTS90033: /) });
    expect(await smallest.json()).toMatchObject({
      error: 'temporarily_unavailable',
      error_description: expect.any(String),
    });
  });

  test('stays planned where the request aborts before it is processed', async () => {
    const graph = createEmulator();
    graph.plan(faults.secretExpired());
    const aborting = new AbortController();
    const response = graph.fetch(url, {
      method: 'POST',
      body: new URLSearchParams(complete),
      signal: aborting.signal,
    });

    aborting.abort();

    await expect(response).rejects.toMatchObject({ name: 'AbortError' });
    expect(graph.unusedFaults).toMatchObject([{ fault: 'secretExpired', used: 0 }]);
  });

  test('is not one that was planned for Graph', async () => {
    const graph = createEmulator();
    graph.plan(faults.throttled());
    graph.plan(faults.throttled(), { on: () => true });

    expect((await post(graph)).status).toBe(200);
    expect(await create(graph, 'opaque')).toBe(429);
  });
});

describe('the option roles', () => {
  const statusWith = async (options: EmulatorOptions) => {
    const graph = createEmulator(options);
    return create(graph, await tokenOf(await post(graph)));
  };

  test('decides what the tokens permit', async () => {
    expect(await statusWith({ roles: ['ExternalConnection.ReadWrite.OwnedBy'] })).toBe(201);
    expect(await statusWith({ roles: ['ExternalConnection.Read.All'] })).toBe(403);
    expect(await statusWith({ roles: [] })).toBe(403);
  });

  test('is refused where it is not an array of names', () => {
    expect(() => createEmulator({ roles: 'ExternalConnection.Read.All' as never })).toThrow(
      /The option roles is "ExternalConnection.Read.All"\. Use an array with names of application permissions/,
    );
  });
});
