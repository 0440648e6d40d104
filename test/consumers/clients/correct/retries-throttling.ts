import type { Client, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';
import { sleep, waitAskedBy } from '../waiting.ts';

/** Tries up to four times when throttled, after the wait that Graph asks for, or 10 s. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const response = await postConnection(given);
    if (response.status !== 429 || attempt === 4) return createdConnection(response);
    await sleep(waitAskedBy(response));
  }
};

export const promises: Promises = { retries: 'throttling' };
