/**
 * The program of the command `demo`: it gets a token and creates a connection, as a connector does, and knows nothing of
 * the kit. Its argument is the id.
 */
const [, , id = 'contosohr'] = process.argv;

const login = await fetch('https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token', {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: '11111111-1111-1111-1111-111111111111',
    client_secret: 'made-up',
    scope: 'https://graph.microsoft.com/.default',
  }),
});
const { access_token: accessToken } = (await login.json()) as { access_token: string };

const response = await fetch('https://graph.microsoft.com/v1.0/external/connections', {
  method: 'POST',
  headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
  body: JSON.stringify({ id, name: 'Contoso HR', description: 'Employees and teams' }),
});
console.log(`Graph returned ${response.status}: ${await response.text()}`);
if (!response.ok) process.exitCode = 1;

export {};
