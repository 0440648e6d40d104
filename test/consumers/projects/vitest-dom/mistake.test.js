// @vitest-environment jsdom
import { useEmulator } from 'external-connection-testkit/vitest';
import { expect, test } from 'vitest';
import { clients } from './create-connection.js';

useEmulator();

test('creates a connection with a hyphen in its id', async () => {
  expect(await clients.axios({ id: 'contoso-hr', name: 'Contoso HR', description: 'Employees' })).toMatchObject({
    status: 201,
  });
});
