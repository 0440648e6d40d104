import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep, waitAskedBy } from '../../waiting.ts';

/** Takes its jitter off the wait that Graph asks for. Revealed by: throttled once. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const response = await postConnection(given);
    if (response.status !== 429 || attempt === 4) return createdConnection(response);
    await sleep(waitAskedBy(response) * (0.5 + Math.random() / 3));
  }
};

export const promises: Promises = { retries: 'throttling' };
