import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep, waitAskedBy } from '../../waiting.ts';

let retriesLeft = 3;

/** Has three retries for the life of the process. Revealed by: throttled, for the fourth time. */
export const client: Client = async (given) => {
  for (;;) {
    const response = await postConnection(given);
    if (response.status !== 429 || retriesLeft-- <= 0) return createdConnection(response);
    await sleep(waitAskedBy(response));
  }
};

export const promises: Promises = { retries: 'throttling' };
