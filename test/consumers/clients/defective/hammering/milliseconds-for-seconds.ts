import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep, waitAskedBy } from '../../waiting.ts';

/** Takes the seconds of Retry-After for milliseconds. Revealed by: throttled once, Retry-After in seconds. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const response = await postConnection(given);
    if (response.status !== 429 || attempt === 4) return createdConnection(response);
    const seconds = Number(response.headers.get('Retry-After'));
    await sleep(seconds > 0 ? seconds : waitAskedBy(response));
  }
};

export const promises: Promises = { retries: 'throttling' };
