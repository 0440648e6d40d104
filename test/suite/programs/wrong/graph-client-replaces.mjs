/** Deletes a connection that exists already, with all its items, and creates it again. */
import { text } from 'node:stream/consumers';
import { ClientSecretCredential } from '@azure/identity';
import { Client } from '@microsoft/microsoft-graph-client';
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js';

const tenant = '2f1d7c1e-0c86-4a4b-9c55-6a0d5e0f9b11';
const credential = new ClientSecretCredential(tenant, '0d9c3f5e-6b7a-4c1d-8e2f-5a4b3c2d1e0f', 'not-a-secret');
const scopes = ['https://graph.microsoft.com/.default'];
const client = Client.initWithMiddleware({
  authProvider: new TokenCredentialAuthenticationProvider(credential, { scopes }),
});
const connection = JSON.parse(await text(process.stdin));
const create = () => client.api('/external/connections').post(connection);
try {
  await create().catch(async (error) => {
    if (error.statusCode !== 409) throw error;
    await client.api(`/external/connections/${connection.id}`).delete();
    await create();
  });
} catch (error) {
  console.error(`Graph returned ${error.statusCode} ${error.code}: ${error.message}`);
  process.exitCode = 1;
}
