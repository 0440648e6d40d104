import { useEmulator } from 'external-connection-testkit/jest';
import { createConnection } from './create-connection';

useEmulator();

test('creates a connection with a hyphen in its id', () =>
  createConnection({
    graphUrl: 'https://graph.microsoft.com',
    accessToken: 'any-access-token',
    connection: { id: 'contoso-hr', name: 'Contoso HR', description: 'Employees and teams' },
  }));
