import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep, waitAskedBy } from '../../waiting.ts';

/** Retries at once where there is no Retry-After. Revealed by: throttled, Retry-After absent. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const response = await postConnection(given);
    if (response.status !== 429 || attempt === 6) return createdConnection(response);
    await sleep(response.headers.has('Retry-After') ? waitAskedBy(response) : 0);
  }
};

export const promises: Promises = { retries: 'throttling' };
