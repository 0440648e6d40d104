import { expect, test } from '@jest/globals';
import { useEmulator } from 'external-connection-testkit/jest';
import { createConnection } from './create-connection';

const graph = useEmulator();

test('asserts with what @jest/globals exports', async () => {
  const connection = { id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' };

  await createConnection({ graphUrl: 'https://graph.microsoft.com', accessToken: 'any-access-token', connection });

  expect(graph).toHaveCreatedExactly(1);
  expect([connection]).toEqual([expect.toBeValidCreateRequest()]);
});
