import { createEmulator } from 'external-connection-testkit/emulator';
import { startServer } from 'external-connection-testkit/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clients } from './create-connection.js';

const graph = createEmulator();
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  server = await startServer({ emulator: graph, port: 0 });
});
afterAll(() => server.close());

test.for(Object.keys(clients))('%s creates a connection and reads code and message of a refusal', async (name) => {
  graph.reset();
  const create = (id: string) => clients[name]?.(server.url, { id, name: 'Contoso HR' });

  expect(await create('contosohr')).toBe('contosohr');
  expect(graph.connections).toMatchObject([{ id: 'contosohr', name: 'Contoso HR' }]);
  expect(await create('contoso-hr')).toBe('InvalidRequest: The request is malformed or incorrect.');
  expect(await create('contosohr')).toBe('NameAlreadyExists: The specified resource name already exists');
});
