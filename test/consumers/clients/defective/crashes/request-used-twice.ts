import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { sleep, waitAskedBy } from '../../waiting.ts';

/** Sends the same Request again, whose body is used up. Revealed by: throttled once. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const request = new Request(`${graphUrl}/v1.0/external/connections`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(connection),
  });
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(request);
    if (response.status !== 429 || attempt === 3) return createdConnection(response);
    await sleep(waitAskedBy(response));
  }
};

export const promises: Promises = { retries: 'throttling' };
