import { ClientSecretCredential } from '@azure/identity';
import { ConfidentialClientApplication } from '@azure/msal-node';

/** Gets a token from the server with both libraries, and creates a connection with each; prints the statuses. */
const [, , url = ''] = process.argv;
const [tenant, clientId] = ['contoso.onmicrosoft.com', '5b0d0d3e-6f0b-4a53-9d0b-7d0d7f2b6c11'];

const credential = new ClientSecretCredential(tenant, clientId, 'a-secret', { disableInstanceDiscovery: true });
const application = new ConfidentialClientApplication({
  auth: { clientId, clientSecret: 'a-secret', authority: `${url}/${tenant}`, knownAuthorities: [new URL(url).host] },
});
const scope = 'https://graph.microsoft.com/.default';
const tokens = [
  (await credential.getToken(scope)).token,
  (await application.acquireTokenByClientCredential({ scopes: [scope] }))?.accessToken,
];
const statuses = [];
for (const [index, token] of tokens.entries()) {
  const response = await fetch(`${url}/v1.0/external/connections`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: `contosohr${index}`, name: 'Contoso HR', description: 'Employees and teams' }),
  });
  statuses.push(response.status);
}
console.log(JSON.stringify(statuses));
