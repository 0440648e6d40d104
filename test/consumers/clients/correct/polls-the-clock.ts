import { scheduler } from 'node:timers/promises';
import type { Client, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';
import { waitAskedBy } from '../waiting.ts';

/** Waits in steps of 200 ms until the clock on the wall says that it is time. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const response = await postConnection(given);
    if (response.status !== 429 || attempt === 3) return createdConnection(response);
    const until = new Date(Date.now() + waitAskedBy(response));
    while (new Date() < until) await scheduler.wait(200);
  }
};

export const promises: Promises = { retries: 'throttling' };
