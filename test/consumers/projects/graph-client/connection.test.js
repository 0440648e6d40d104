import { describeCreateConnection, useEmulator } from 'external-connection-testkit/vitest';
import { expect, test } from 'vitest';
import { createConnection } from './create-connection.js';

const graph = useEmulator({ profile: 'live' });
const hr = { id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' };
const create = () =>
  createConnection({ graphUrl: 'https://graph.microsoft.com', accessToken: 'any-access-token', connection: hr });

test('creates the HR connection once', async () => {
  await create();
  const second = await create().catch((error) => error);

  expect(graph).toHaveCreatedExactly(1);
  expect(second).toBeGraphError('NameAlreadyExists');
});

describeCreateConnection('microsoft-graph-client', createConnection);
