import { promisify } from 'node:util';
import type { Client, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';
import { waitAskedBy } from '../waiting.ts';

const sleep = promisify(setTimeout);

/** Waits by a timer that it copied when it was loaded, so that no fake clock moves it. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const response = await postConnection(given);
    if (response.status !== 429 || attempt === 3) return createdConnection(response);
    await sleep(waitAskedBy(response));
  }
};

export const promises: Promises = { retries: 'throttling' };
