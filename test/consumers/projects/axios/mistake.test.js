import axios from 'axios';
import { describeCreateConnection } from 'external-connection-testkit/vitest';

// validateStatus makes every response a success, and the code does not look at it.
describeCreateConnection('axios that accepts every status', async ({ graphUrl, accessToken, connection }) => {
  await axios.post(`${graphUrl}/beta/external/connections`, connection, {
    headers: { Authorization: `Bearer ${accessToken}` },
    validateStatus: () => true,
  });
});
