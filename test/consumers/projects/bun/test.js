import assert from 'node:assert/strict';
import { createBuilders } from 'external-connection-testkit/builders';
import { createEmulator, faults } from 'external-connection-testkit/emulator';
import { startServer } from 'external-connection-testkit/server';
import { situations } from 'external-connection-testkit/suite';
import { createConnection } from './create-connection.js';

assert.ok('Bun' in globalThis);
const call = { accessToken: 'any-access-token', connection: createBuilders().createRequest() };

// The emulator, in place of fetch.
const graph = createEmulator();
graph.plan(faults.throttled({ retryAfter: 2 }));
const create = () =>
  graph.fetch('https://graph.microsoft.com/v1.0/external/connections', {
    method: 'POST',
    headers: { Authorization: 'Bearer any-access-token', 'Content-Type': 'application/json' },
    body: JSON.stringify(call.connection),
  });
assert.equal((await create()).headers.get('retry-after'), '2');
assert.equal((await create()).status, 201);

// The server.
const emulator = createEmulator();
const { url, close } = await startServer({ emulator });
await createConnection({ ...call, graphUrl: url });
assert.equal(emulator.connections[0]?.id, call.connection.id);
await close();

// The suite, over HTTP: those situations in which the service responds at once.
for (const situation of situations.filter(({ key }) => key.startsWith('create.')))
  await situation.run(createConnection, { over: 'http' });
console.log('Passed.');
