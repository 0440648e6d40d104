import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep, waitAskedBy } from '../../waiting.ts';

/** Never waits for more than 3 s, and then tries all the same. Revealed by: throttled with a long Retry-After. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const response = await postConnection(given);
    if (response.status !== 429 || attempt === 4) return createdConnection(response);
    await sleep(Math.min(3000, waitAskedBy(response)));
  }
};

export const promises: Promises = { retries: 'throttling' };
