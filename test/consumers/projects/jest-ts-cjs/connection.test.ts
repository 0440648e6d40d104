import { useEmulator } from 'external-connection-testkit/jest';
import { createConnection } from './create-connection';

const graph = useEmulator();
const connection = { id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' };

test('creates the HR connection', async () => {
  await createConnection({ graphUrl: 'https://graph.microsoft.com', accessToken: 'any-access-token', connection });

  expect(graph).toHaveCreatedConnection({ id: 'contosohr' });
  expect(connection).toBeValidCreateRequest({ profile: 'live' });
  expect([connection]).toEqual([expect.toBeValidCreateRequest()]);
});
