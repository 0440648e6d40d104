import { createEmulator, explainExchange } from 'external-connection-testkit/emulator';
import { startServer } from 'external-connection-testkit/server';
import { createConnection } from './create-connection.js';

const emulator = createEmulator({ profile: 'live' });
const { url, close } = await startServer({ emulator });
// A hyphen in the id.
const connection = { id: 'contoso-hr', name: 'Contoso HR', description: 'Employees and teams' };

await createConnection({ graphUrl: url, accessToken: 'any-access-token', connection }).catch(() => {
  process.exitCode = 1;
});

for (const exchange of emulator.exchanges) console.error(explainExchange(exchange));
await close();
