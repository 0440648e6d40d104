import type { Client, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';
import { sleep, waitAskedBy } from '../waiting.ts';

/** Bounds its retries by time instead of number: for two minutes, and at least a second apart. */
export const client: Client = async (given) => {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const response = await postConnection(given);
    const wait = Math.max(1000, waitAskedBy(response));
    if (response.status !== 429 || Date.now() + wait > deadline) return createdConnection(response);
    await sleep(wait);
  }
};

export const promises: Promises = { retries: 'throttling' };
