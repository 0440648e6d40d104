import assert from 'node:assert/strict';
import { checkCreateRequest } from 'external-connection-testkit';
import { createEmulator } from 'external-connection-testkit/emulator';
import { startServer } from 'external-connection-testkit/server';
import { createConnection } from './create-connection.js';

assert.match(process.version, /^v22\./);

const emulator = createEmulator({ profile: 'live' });
const { url, close } = await startServer({ emulator });
const connection = { id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' };
assert.deepEqual(checkCreateRequest(connection, { version: 'beta', profile: 'live' }), []);

await createConnection({ graphUrl: url, accessToken: 'any-access-token', connection });

assert.equal(emulator.connections[0]?.id, 'contosohr');
await close();
console.log('Created one connection.');
