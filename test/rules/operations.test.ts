import { operations } from 'external-connection-testkit';
import { expect, test } from 'vitest';
import { contextUrl, operationOf } from '../../src/rules/index.ts';

test('the context of a response is that of one connection by default', () => {
  expect(contextUrl('https://graph.microsoft.com', 'beta')).toBe(
    'https://graph.microsoft.com/beta/$metadata#external/connections/$entity',
  );
});

test('the package exports each operation with its method, path, status and permissions', () => {
  expect(operations.find(({ name }) => name === 'createConnection')).toMatchObject({
    method: 'POST',
    path: '/external/connections',
    success: 201,
    versions: ['beta', 'v1.0'],
    permissions: {
      delegated: ['ExternalConnection.ReadWrite.OwnedBy', 'ExternalConnection.ReadWrite.All'],
      application: ['ExternalConnection.ReadWrite.OwnedBy', 'ExternalConnection.ReadWrite.All'],
    },
  });
});

test('an operation that does not exist is refused with the names of those that do', () => {
  expect(() => operationOf('createConection' as 'createConnection')).toThrow(
    /^Unknown operation "createConection"\. Use one of createConnection, listConnections,/,
  );
});
