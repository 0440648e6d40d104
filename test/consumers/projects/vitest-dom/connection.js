import { faults } from 'external-connection-testkit/emulator';
import { useEmulator } from 'external-connection-testkit/vitest';
import { expect, test } from 'vitest';
import { clients } from './create-connection.js';

/** The tests of both simulated browsers. */
export function testClients() {
  const graph = useEmulator();
  const connection = { id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' };

  test.for(Object.entries(clients))('%s creates the HR connection once it is not throttled', async ([, create]) => {
    graph.plan(faults.throttled({ retryAfter: 2 }));

    expect(document.title).toBe('');
    expect(await create(connection)).toEqual({ status: 429, retryAfter: '2' });
    expect(await create(connection)).toEqual({ status: 201, retryAfter: null });
    expect(graph).toHaveCreatedConnection({ id: 'contosohr' });
    expect(graph).toHaveNoViolations();
  });
}
