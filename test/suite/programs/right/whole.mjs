/** A whole connector, which takes no input: it looks for its connection, and creates it with constants of its own. */
const login = 'https://login.microsoftonline.com/2f1d7c1e-0c86-4a4b-9c55-6a0d5e0f9b11/oauth2/v2.0/token';
const root = 'https://graph.microsoft.com/v1.0/external/connections';
const connection = { id: 'contosorecipes', name: 'Contoso recipes', description: 'What the kitchens of Contoso cook' };

async function refuse(what, response) {
  console.error(`${what}: ${response.status} ${await response.text()}`);
  process.exit(1);
}

const form = {
  client_id: '0d9c3f5e-6b7a-4c1d-8e2f-5a4b3c2d1e0f',
  client_secret: 'not-a-secret',
  scope: 'https://graph.microsoft.com/.default',
  grant_type: 'client_credentials',
};
const issued = await fetch(login, { method: 'POST', body: new URLSearchParams(form) });
if (!issued.ok) await refuse('The token endpoint', issued);
const { access_token: token } = await issued.json();
const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };

const found = await fetch(`${root}/${connection.id}`, { headers });
if (found.ok) process.exit(0);
if (found.status !== 404) await refuse('The look-up', found);
const created = await fetch(root, { method: 'POST', headers, body: JSON.stringify(connection) });
if (created.status !== 201) await refuse('The create', created);
