import pRetry, { AbortError } from 'p-retry';
import type { Client, Promises } from '../../client.ts';

/** Row 21: p-retry without a pause. */
export const client: Client = ({ graphUrl, accessToken, connection }) =>
  pRetry(
    async () => {
      const response = await fetch(`${graphUrl}/v1.0/external/connections`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(connection),
      });
      if (response.ok) return response.status;
      const error = new Error(`${response.status} ${await response.text()}`);
      throw response.status >= 500 ? error : new AbortError(error);
    },
    { retries: 4, minTimeout: 0, maxTimeout: 0 },
  );

export const promises: Promises = {};
export const expects = 'pace.hammering';
