import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep } from '../../waiting.ts';

/** Waits for half a second whatever Retry-After says. Revealed by: throttled once. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const response = await postConnection(given);
    if (response.status !== 429 || attempt === 4) return createdConnection(response);
    await sleep(500);
  }
};

export const promises: Promises = { retries: 'throttling' };
