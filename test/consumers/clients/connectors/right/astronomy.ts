import pRetry, { AbortError } from 'p-retry';
import type { Client, Promises } from '../../client.ts';

/** Row 20: fetch under p-retry, which backs off; waits for Retry-After before that. */
export const client: Client = async ({ graphUrl, accessToken, connection: { id, name, description } }) =>
  pRetry(
    async () => {
      const response = await fetch(`${graphUrl}/v1.0/external/connections`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ id, name, description }),
      });
      if (response.ok) return response.status;
      const error = new Error(`Graph: ${response.status} ${await response.text()}`);
      if (response.status !== 429 && response.status < 500) throw new AbortError(error);
      await pause(response.headers.get('retry-after'));
      throw error;
    },
    { retries: 3, minTimeout: 1000, factor: 2 },
  );

export const promises: Promises = { takes: ['id', 'name', 'description'], retries: 'outages' };

async function pause(retryAfter: string | null): Promise<void> {
  if (retryAfter === null) return;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
  if (seconds > 0) await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
