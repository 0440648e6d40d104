import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep } from '../../waiting.ts';

/** Reads Retry-After as a date; a number lies in the past. Revealed by: throttled once, Retry-After in seconds. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const response = await postConnection(given);
    if (response.status !== 429 || attempt === 4) return createdConnection(response);
    const retryAfter = response.headers.get('Retry-After');
    await sleep(retryAfter ? Math.max(0, new Date(retryAfter).getTime() - Date.now()) : 10_000);
  }
};

export const promises: Promises = { retries: 'throttling' };
