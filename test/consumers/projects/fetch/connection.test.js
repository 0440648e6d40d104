import { describeCreateConnection, useEmulator } from 'external-connection-testkit/vitest';
import { expect, test } from 'vitest';
import { createConnection } from './create-connection.js';

const graph = useEmulator({ profile: 'live' });

test('creates the HR connection', async () => {
  await createConnection({
    graphUrl: 'https://graph.microsoft.com',
    accessToken: 'any-access-token',
    connection: { id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' },
  });

  expect(graph).toHaveCreatedConnection({ id: 'contosohr' });
});

describeCreateConnection('fetch', createConnection);
