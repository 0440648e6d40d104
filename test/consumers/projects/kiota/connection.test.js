import { useEmulator } from 'external-connection-testkit/vitest';
import { expect, test } from 'vitest';
import { createConnection } from './create-connection.js';

const graph = useEmulator({ profile: 'live' });
const hr = { id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' };

test('creates the HR connection once', async () => {
  await createConnection({ accessToken: 'any-access-token', connection: hr });
  const second = await createConnection({ accessToken: 'any-access-token', connection: hr }).catch((error) => error);

  expect(graph).toHaveCreatedConnection(hr);
  expect(graph).toHaveCreatedExactly(1);
  expect(second).toBeGraphError('NameAlreadyExists');
});
