import { expect, test } from 'vitest';
import { useEmulator } from '../../../src/vitest/index.ts';

const graph = useEmulator({ profile: 'live' });

test('creates the HR connection', async () => {
  await fetch('https://graph.microsoft.com/v1.0/external/connections', {
    method: 'POST',
    headers: { Authorization: 'Bearer canary-access-token', 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: 'contoso-hr', name: 'Contoso HR' }),
  });

  expect(graph.connections).toHaveLength(1);
});
