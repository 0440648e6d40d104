import { expect, test } from '@jest/globals';
import { describeCreateConnection, useEmulator } from 'external-connection-testkit/jest';
import { createConnection } from './create-connection.js';

const graph = useEmulator();

test('creates the HR connection', async () => {
  await createConnection({
    graphUrl: 'https://graph.microsoft.com',
    accessToken: 'any-access-token',
    connection: { id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' },
  });

  expect(graph).toHaveCreatedConnection({ id: 'contosohr' });
  expect(graph).toHaveNoViolations();
});

test('begins with an empty tenant', () => {
  expect(graph).toHaveCreatedExactly(0);
});

describeCreateConnection('the client', createConnection);
