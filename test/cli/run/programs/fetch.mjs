// A connector as its author runs it: it knows nothing of the kit.
const tokens = await fetch('https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token', {
  method: 'POST',
  body: new URLSearchParams({
    client_id: '11111111-2222-4333-8444-555555555555',
    client_secret: 'made-up-secret',
    scope: 'https://graph.microsoft.com/.default',
    grant_type: 'client_credentials',
  }),
});
const { access_token: token } = await tokens.json();

async function send(method, path, body) {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const url = `https://graph.microsoft.com/v1.0/external/connections${path}`;
  const response = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  console.log(method, path || '/', response.status);
}

const [id = 'contosohr'] = process.argv.slice(2);
await send('POST', '', { id, name: 'Contoso HR', description: 'Employees' });
await send('GET', `/${id}`);
