import { generateKeyPairSync } from 'node:crypto';
import { ClientCertificateCredential, ClientSecretCredential } from '@azure/identity';
import { ConfidentialClientApplication } from '@azure/msal-node';
import { setupServer } from 'msw/node';
import { describe, expect, test } from 'vitest';
import { faults } from '../../src/emulator/index.ts';
import { blockUnhandled, handlers, loginHandlers } from '../../src/msw/index.ts';
import { makeCertificate } from '../../src/server/certificate.ts';
import { useEmulator } from '../../src/vitest/index.ts';

const tenant = '3f1d2c7e-0a43-4c0f-8a3e-9f5e2d1c0b77';
const clientId = '5b0d0d3e-6f0b-4a53-9d0b-7d0d7f2b6c11';
const scope = 'https://graph.microsoft.com/.default';

async function create(token: string | undefined, root = 'https://graph.microsoft.com'): Promise<number> {
  const response = await fetch(`${root}/v1.0/external/connections`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' }),
  });
  return response.status;
}

/** Without retries of its own: a refused request fails at once. */
const quick = { retryOptions: { maxRetries: 0 } };

describe('useEmulator', () => {
  const graph = useEmulator();

  test('serves @azure/identity with a secret', async () => {
    const { token } = await new ClientSecretCredential(tenant, clientId, 'a-secret').getToken(scope);

    expect(await create(token)).toBe(201);
    expect(graph.connections).toMatchObject([{ configuration: { authorizedAppIds: [clientId] } }]);
  });

  test('serves @azure/identity with a certificate', async () => {
    // Of the certificate it sends the thumbprint alone, and it signs with an RSA key.
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
    const certificate = `${key}\n${makeCertificate(new Date()).cert}`;
    const { token } = await new ClientCertificateCredential(tenant, clientId, { certificate }).getToken(scope);

    expect(await create(token)).toBe(201);
  });

  test.for([
    ['https://login.microsoftonline.us', 'https://graph.microsoft.us'],
    ['https://login.microsoftonline.us', 'https://dod-graph.microsoft.us'],
  ] as const)('serves @azure/identity on %s for %s', async ([authorityHost, root]) => {
    const credential = new ClientSecretCredential(tenant, clientId, 'a-secret', { authorityHost });
    const { token } = await credential.getToken(`${root}/.default`);

    expect(await create(token, root)).toBe(201);
  });

  test.for(['login.microsoftonline.com', 'login.partner.microsoftonline.cn'])('serves MSAL on %s', async (host) => {
    const auth = { clientId, clientSecret: 'a-secret', authority: `https://${host}/${tenant}` };
    const result = await new ConfidentialClientApplication({ auth }).acquireTokenByClientCredential({
      scopes: [scope],
    });

    expect(await create(result?.accessToken)).toBe(201);
  });

  test('makes @azure/identity fail as Entra does, where the test plans it', async () => {
    graph.plan(faults.secretInvalid());
    const credential = new ClientSecretCredential(tenant, clientId, 'wrong', quick);

    await expect(credential.getToken(scope)).rejects.toThrow(/AADSTS7000215/);
  });

  test('makes Graph refuse a token of @azure/identity whose consent is missing', async () => {
    graph.plan(faults.consentMissing());
    const { token } = await new ClientSecretCredential(tenant, clientId, 'a-secret').getToken(scope);

    expect(await create(token)).toBe(403);
  });
});

describe('loginHandlers', () => {
  test('serve @azure/identity beside handlers', async () => {
    const server = setupServer(...handlers, ...loginHandlers);
    server.listen({ ...blockUnhandled });

    const { token } = await new ClientSecretCredential(tenant, clientId, 'a-secret').getToken(scope);

    expect(await create(token)).toBe(201);
    server.close();
  });
});
