import { createEmulator } from 'external-connection-testkit/emulator';

const graph = createEmulator({ profile: 'live' });
const response = await graph.fetch('https://graph.microsoft.com/v1.0/external/connections', {
  method: 'POST',
  headers: { Authorization: 'Bearer any-access-token', 'Content-Type': 'application/json' },
  body: JSON.stringify({ id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' }),
});
console.log(response.status);
