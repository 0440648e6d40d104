import { expect, jest, test } from '@jest/globals';
import { faults } from 'external-connection-testkit/emulator';
import { describeCreateConnection, useEmulator } from 'external-connection-testkit/jest';
import { createConnection } from './create-connection.js';

const graph = useEmulator();

test('creates the HR connection', async () => {
  await createConnection({
    graphUrl: 'https://graph.microsoft.com',
    accessToken: 'any-access-token',
    connection: { id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' },
  });

  expect(graph).toHaveCreatedConnection({ id: 'contosohr' });
  expect(graph).toHaveNoViolations();
});

test('begins with an empty tenant', () => {
  expect(graph).toHaveCreatedExactly(0);
});

test('responds under fake timers that leave out nextTick', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick'] });
  graph.plan(faults.slow({ milliseconds: 10_000 }));

  const created = createConnection({
    graphUrl: 'https://graph.microsoft.com',
    accessToken: 'any-access-token',
    connection: { id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' },
  });
  let isPending = true;
  const settled = created.finally(() => (isPending = false));
  while (isPending) await jest.advanceTimersByTimeAsync(1000);
  await settled;
  jest.useRealTimers();

  expect(graph).toHaveCreatedConnection({ id: 'contosohr' });
});

describeCreateConnection('the client', createConnection);
