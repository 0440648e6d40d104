import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { GraphRefusal } from '../graph-refusal.ts';
import { postConnection } from '../post-connection.ts';
import { sleep, waitAskedBy } from '../waiting.ts';

/** Never waits for more than 5 s: where Graph asks for a longer wait, it gives up instead of coming early. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const response = await postConnection(given);
    if (response.status !== 429) return createdConnection(response);
    const wait = waitAskedBy(response);
    if (attempt === 3 || wait > 5000) throw new GraphRefusal(429, { message: `Try again in ${wait / 1000} s.` });
    await sleep(wait);
  }
};
