import axios from 'axios';
import { describeCreateConnection } from 'external-connection-testkit/vitest';

// validateStatus lets every answer pass for a success, and nobody looks at it.
describeCreateConnection('axios that accepts every status', async ({ graphUrl, accessToken, connection }) => {
  await axios.post(`${graphUrl}/beta/external/connections`, connection, {
    headers: { Authorization: `Bearer ${accessToken}` },
    validateStatus: () => true,
  });
});
