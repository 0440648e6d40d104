import { expect, test } from '@jest/globals';
import { faults } from 'external-connection-testkit/emulator';
import { useEmulator } from 'external-connection-testkit/jest';
import { clients } from './create-connection.js';

const graph = useEmulator();
const connection = { id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' };

test.each(Object.entries(clients))('%s creates the HR connection once it is not throttled', async (_, create) => {
  graph.plan(faults.throttled({ retryAfter: 2 }));

  expect(await create(connection)).toEqual({ status: 429, retryAfter: '2' });
  expect(await create(connection)).toEqual({ status: 201, retryAfter: null });
  expect(graph).toHaveCreatedConnection({ id: 'contosohr' });
  expect(graph).toHaveNoViolations();
});
