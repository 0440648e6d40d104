import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep, waitAskedBy } from '../../waiting.ts';

/** Waits as the header asks, and never gives up. Revealed by: throttled for ever. */
export const client: Client = async (given) => {
  for (;;) {
    const response = await postConnection(given);
    if (response.status !== 429) return createdConnection(response);
    await sleep(Math.max(1000, waitAskedBy(response)));
  }
};

export const promises: Promises = { retries: 'throttling' };
