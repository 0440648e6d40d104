import { ConfidentialClientApplication } from '@azure/msal-node';
import type { Client, Promises } from '../../client.ts';

/** Row 13: MSAL and fetch on beta; after a 401 it asks for a new token once. */
export const client: Client = async ({ connection }) => {
  const app = new ConfidentialClientApplication({
    auth: {
      clientId: '5b0d0d3e-6f0b-4a53-9d0b-7d0d7f2b6c11',
      clientSecret: 'another-secret',
      authority: 'https://login.microsoftonline.com/3f1d2c7e-0a43-4c0f-8a3e-9f5e2d1c0b77',
    },
  });
  const first = await create(app, connection, false);
  const response = first.status === 401 ? await create(app, connection, true) : first;
  if (response.status !== 201)
    throw new Error(`Creating the connection failed: ${response.status} ${await response.text()}`);
};

export const promises: Promises = { version: 'beta', skip: ['create.nationalCloud'] };

async function create(app: ConfidentialClientApplication, connection: object, skipCache: boolean): Promise<Response> {
  const scopes = ['https://graph.microsoft.com/.default'];
  const token = await app.acquireTokenByClientCredential({ scopes, skipCache });
  return fetch('https://graph.microsoft.com/beta/external/connections', {
    method: 'POST',
    headers: { Authorization: `Bearer ${token?.accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(connection),
  });
}
