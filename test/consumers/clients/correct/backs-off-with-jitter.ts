import type { Client, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';
import { sleep, waitAskedBy } from '../waiting.ts';

/** Doubles its wait from 1 s with jitter on top, never below what Graph asks for; five tries; throttling only. */
export const client: Client = async (given) => {
  for (let attempt = 0; ; attempt++) {
    const response = await postConnection(given);
    if (response.status !== 429 || attempt === 4) return createdConnection(response);
    const asked = response.headers.has('Retry-After') ? waitAskedBy(response) : 0;
    await sleep(Math.max(asked, 1000 * 2 ** attempt) * (1 + Math.random() / 2));
  }
};

export const promises: Promises = { retries: 'throttling' };
