import { expect, test } from '@jest/globals';
import { useEmulator } from 'external-connection-testkit/jest';
import { clients } from './create-connection.js';

useEmulator();

test('creates a connection with a hyphen in its id', async () => {
  expect(await clients.axios({ id: 'contoso-hr', name: 'Contoso HR', description: 'Employees' })).toMatchObject({
    status: 201,
  });
});
