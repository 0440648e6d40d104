import { useEmulator } from 'external-connection-testkit/vitest';
import { expect, test } from 'vitest';

const graph = useEmulator({ profile: 'documented' });

test('useEmulator responds', async () => {
  const response = await fetch('https://graph.microsoft.com/v1.0/external/connections', {
    headers: { Authorization: 'Bearer any-access-token' },
  });

  expect(response.status).toBe(200);
  expect(graph.exchanges).toHaveLength(1);
});
