import { describe, expect, test } from 'vitest';
import { createBuilders } from '../../src/builders/index.ts';
import { createEmulator } from '../../src/emulator/index.ts';

function claims(token: string): unknown {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

function create(token: string, options = {}) {
  const graph = createEmulator(options);
  const response = graph.fetch('https://graph.microsoft.com/v1.0/external/connections', {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: 'contosohr', name: 'Contoso HR' }),
  });
  return response.then(({ status }) => ({ status, graph }));
}

describe('accessToken', () => {
  test('may create connections, for a new app', async () => {
    const token = createBuilders({ version: 'beta', seed: 7 }).accessToken();

    expect(claims(token)).toEqual({
      aud: 'https://graph.microsoft.com',
      exp: 4102444800,
      appid: expect.stringMatching(/^[0-9a-f]{8}-/),
      roles: ['ExternalConnection.ReadWrite.OwnedBy'],
    });
    expect((await create(token)).status).toBe(201);
  });

  test('is unsigned and marked as a fake', () => {
    const [header = '', , signature] = createBuilders({ version: 'beta' }).accessToken().split('.');

    expect(JSON.parse(atob(header))).toEqual({ typ: 'JWT', alg: 'none', fake: 'external-connection-testkit' });
    expect(signature).toBe('not-signed');
  });

  test('has the app id that the emulator authorizes', async () => {
    const token = createBuilders({ version: 'beta' }).accessToken({ appId: 'our-app' });

    const { graph } = await create(token);

    expect(graph.connections[0]?.configuration?.authorizedAppIds).toEqual(['our-app']);
  });

  test('holds delegated permissions instead of roles where scopes are given', () => {
    const token = createBuilders({ version: 'beta' }).accessToken({
      scopes: ['User.Read', 'ExternalConnection.ReadWrite.All'],
    });

    expect(claims(token)).toMatchObject({ scp: 'User.Read ExternalConnection.ReadWrite.All' });
    expect(claims(token)).not.toHaveProperty('roles');
  });

  test.for([
    ['an unknown option', { role: ['User.Read'] }, 'build.accessToken has no option "role". Did you mean "roles"?'],
    ['roles that are one string', { roles: 'User.Read' }, 'The option roles is "User.Read". Use an array of'],
    [
      'a date that is invalid',
      { expiresAt: new Date(Number.NaN) },
      'The option expiresAt is Invalid Date. Use a Date.',
    ],
  ] as const)('refuses %s', ([, options, message]) => {
    const build = createBuilders();

    expect(() => build.accessToken(options as object)).toThrow(message);
  });

  test.for([
    ['without the permission', { roles: ['ExternalConnection.Read.All'] }, 403],
    ['that has expired', { expiresAt: new Date('2020-01-01T00:00:00Z') }, 401],
    ['for another audience', { audience: 'https://management.azure.com' }, 401],
  ] as const)('makes a token %s, which the emulator refuses', async ([, options, status]) => {
    const token = createBuilders({ version: 'beta' }).accessToken(options);

    expect((await create(token)).status).toBe(status);
  });

  test('is the same for the same seed', () => {
    expect(createBuilders({ version: 'beta', seed: 7 }).accessToken()).toBe(
      createBuilders({ version: 'beta', seed: 7 }).accessToken(),
    );
  });
});
