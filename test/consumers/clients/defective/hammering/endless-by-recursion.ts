import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep, waitAskedBy } from '../../waiting.ts';

/** Calls itself when throttled; its counter starts anew each time. Revealed by: throttled for ever. */
export const client: Client = async (given) => {
  for (let attempt = 1; attempt <= 3; attempt++) {
    const response = await postConnection(given);
    if (response.status !== 429) return createdConnection(response);
    await sleep(waitAskedBy(response));
  }
  return client(given);
};

export const promises: Promises = { retries: 'throttling' };
