// A connector with Microsoft's own libraries: its whole life, with items and a batch. It knows nothing of the kit.
import { ClientSecretCredential } from '@azure/identity';
import { Client } from '@microsoft/microsoft-graph-client';
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js';

const credential = new ClientSecretCredential(
  '11111111-2222-4333-8444-555555555555',
  '22222222-3333-4444-8555-666666666666',
  'made-up-secret',
);
const authProvider = new TokenCredentialAuthenticationProvider(credential, {
  scopes: ['https://graph.microsoft.com/.default'],
});
const graph = Client.initWithMiddleware({ authProvider });

const connection = '/external/connections/contosohr';
const item = {
  acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
  properties: { title: 'Holidays' },
  content: { type: 'text', value: 'Thirty days' },
};
const created = await graph
  .api('/external/connections')
  .post({ id: 'contosohr', name: 'Contoso HR', description: 'Employees' });
console.log(created.id, created.state);
await graph
  .api(`${connection}/schema`)
  .header('Content-Type', 'application/json')
  .patch({
    baseType: 'microsoft.graph.externalItem',
    properties: [{ name: 'title', type: 'String', isSearchable: true, isRetrievable: true, labels: ['title'] }],
  });
while ((await graph.api(connection).get()).state !== 'ready') await new Promise((resolve) => setTimeout(resolve, 100));
await graph.api(`${connection}/items/holidays`).put(item);
const { responses } = await graph.api('/$batch').post({
  requests: ['1', '2'].map((id) => ({
    id,
    method: 'PUT',
    url: `${connection}/items/item${id}`,
    headers: { 'Content-Type': 'application/json' },
    body: item,
  })),
});
console.log(responses.map(({ status }) => status));
console.log((await graph.api(`${connection}/items/item2`).get()).properties.title);
await graph.api(connection).delete();
console.log(
  await graph
    .api(connection)
    .get()
    .catch(({ statusCode }) => statusCode),
);
