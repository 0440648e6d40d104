import { handlers } from 'external-connection-testkit/msw';
import { describeCreateConnection, useEmulator } from 'external-connection-testkit/vitest';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { createConnection } from './create-connection.js';

const graph = useEmulator({ handlers: [http.get('https://own.example/', () => HttpResponse.json([]))] });

test('creates the HR connection', async () => {
  await createConnection({
    graphUrl: 'https://graph.microsoft.com',
    accessToken: 'any-access-token',
    connection: { id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' },
  });

  expect(handlers).toHaveLength(1);
  expect(graph).toHaveCreatedConnection({ id: 'contosohr' });
});

describeCreateConnection('the client', createConnection);
