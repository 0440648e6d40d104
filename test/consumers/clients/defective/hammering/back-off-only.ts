import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep } from '../../waiting.ts';

/** Backs off from 200 ms, doubling, and never reads Retry-After. Revealed by: throttled once. */
export const client: Client = async (given) => {
  for (let attempt = 0; ; attempt++) {
    const response = await postConnection(given);
    if (response.status !== 429 || attempt === 4) return createdConnection(response);
    await sleep(200 * 2 ** attempt);
  }
};

export const promises: Promises = { retries: 'throttling' };
