import { describeCreateConnection } from 'external-connection-testkit/vitest';

// The header Content-Type is missing: fetch says text/plain for a string.
describeCreateConnection('fetch without a content type', async ({ graphUrl, accessToken, connection }) => {
  const response = await fetch(`${graphUrl}/beta/external/connections`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}` },
    body: JSON.stringify(connection),
  });
  if (response.status !== 201) throw new Error(`Graph answered ${response.status}: ${await response.text()}`);
});
