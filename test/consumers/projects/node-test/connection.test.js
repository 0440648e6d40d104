import { test } from 'node:test';
import { expect } from 'expect';
import { describeCreateConnection, matchers, useEmulator } from 'external-connection-testkit/node-test';
import { createConnection } from './create-connection.js';

expect.extend(matchers);

const graph = useEmulator();

test('creates the HR connection', async () => {
  await createConnection({
    graphUrl: 'https://graph.microsoft.com',
    accessToken: 'any-access-token',
    connection: { id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' },
  });

  expect(graph).toHaveCreatedConnection({ id: 'contosohr' });
});

test('begins with an empty tenant', () => {
  expect(graph).toHaveCreatedExactly(0);
});

describeCreateConnection('the client', createConnection);
