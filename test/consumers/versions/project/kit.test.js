/* Runs in vitest and in jest, whose globals have the same names. */
import { createExternalConnectionSchema, rules } from 'external-connection-testkit';
import { createBuilders, invalidCreateRequests } from 'external-connection-testkit/builders';
import { createEmulator } from 'external-connection-testkit/emulator';
import { matchers } from 'external-connection-testkit/matchers';
import { blockUnhandled, handlersFor } from 'external-connection-testkit/msw';
import { createConnectionContract, verifyProvider } from 'external-connection-testkit/pact';
import { startServer } from 'external-connection-testkit/server';
import { situations } from 'external-connection-testkit/suite';
import { setupServer } from 'msw/node';

expect.extend(matchers);

async function createConnection({ graphUrl, accessToken, connection }) {
  const response = await fetch(`${graphUrl}/v1.0/external/connections`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(connection),
  });
  if (response.status !== 201) throw new Error(`Graph answered ${response.status}: ${await response.text()}`);
}

test('what the builders build, schema and emulator take', async () => {
  const connection = createBuilders({ version: 'beta', seed: 7 }).createRequest();
  expect(createExternalConnectionSchema.safeParse(connection).success).toBe(true);
  expect(rules.length).toBeGreaterThan(50);

  const graph = createEmulator({ profile: 'live' });
  for (const { request, status } of invalidCreateRequests({ version: 'beta', profile: 'live' })) {
    expect((await graph.fetch(request)).status).toBe(status);
  }
});

test('the length of a name does not depend on the version of zod', () => {
  const named = (name) => createExternalConnectionSchema.safeParse({ name }).success;

  expect(named(`${'n'.repeat(126)}😀`)).toBe(true);
  expect(named(`${'n'.repeat(127)}😀`)).toBe(false);
});

test('MSW responds from the emulator', async () => {
  const graph = createEmulator({ profile: 'live' });
  const server = setupServer(...handlersFor(graph));
  server.listen(blockUnhandled);
  const connection = createBuilders({ seed: 7, version: 'v1.0' }).createRequest();

  await createConnection({ graphUrl: 'https://graph.microsoft.com', accessToken: 'any', connection });
  server.close();

  expect(graph).toHaveCreatedConnection({ id: connection.id });
});

test('a server responds from the emulator', async () => {
  const { url, close } = await startServer();

  await createConnection({ graphUrl: url, accessToken: 'any', connection: { id: 'contosohr', name: 'Contoso HR' } });

  await close();
});

test('every situation finds a correct client correct', async () => {
  for (const situation of situations) await situation.run(createConnection, { version: 'v1.0' });
});

test('a contract is recorded, and the emulator holds it', async () => {
  const contract = createConnectionContract({ consumer: 'contoso', dir: 'recorded', version: 'v1.0' });
  const [interaction] = contract.interactions;

  await contract.run(interaction, createConnection);
  await verifyProvider({
    emulator: createEmulator({ profile: 'live' }),
    pacts: ['recorded/contoso-microsoft-graph-external-connections-v1.0.json'],
  });
});
