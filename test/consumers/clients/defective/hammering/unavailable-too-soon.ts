import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep, waitAskedBy } from '../../waiting.ts';

/** Heeds Retry-After of 429, and waits a second after a 503 whatever it says. Revealed by: 503 with Retry-After. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const response = await postConnection(given);
    if ((response.status !== 429 && response.status !== 503) || attempt === 4) return createdConnection(response);
    await sleep(response.status === 429 ? waitAskedBy(response) : 1000);
  }
};

export const promises: Promises = { retries: 'throttling' };
