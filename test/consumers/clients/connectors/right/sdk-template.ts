import { ClientSecretCredential } from '@azure/identity';
import { Client as GraphClient } from '@microsoft/microsoft-graph-client';
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js';
import type { Client, Promises } from '../../client.ts';

/** Row 10: a credential of @azure/identity gets the token, the Graph client sends it. */
export const client: Client = async ({ connection }) => {
  const credential = new ClientSecretCredential(
    '8d0a1e9a-3b52-4f0e-8f3e-2f6c7d1b5a90',
    'c1f3b9d2-4a68-4c57-9d3b-0a7e5f2c8b14',
    'a-secret-of-the-app',
  );
  const authProvider = new TokenCredentialAuthenticationProvider(credential, {
    scopes: ['https://graph.microsoft.com/.default'],
  });
  const graph = GraphClient.initWithMiddleware({ authProvider });
  await graph.api('/external/connections').post(connection);
};

export const promises: Promises = { skip: ['create.nationalCloud'], retries: 'outages' };
