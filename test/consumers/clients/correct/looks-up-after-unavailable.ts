import type { Client, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { refusalOf } from '../graph-refusal.ts';
import { lookUpConnection, postConnection } from '../post-connection.ts';
import { sleep, waitAskedBy } from '../waiting.ts';

const unclear = [500, 502, 503, 504];

/** After a failure of the server it looks whether the connection was created all the same, before it tries again. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const response = await postConnection(given);
    const isUnclear = unclear.includes(response.status);
    if ((!isUnclear && response.status !== 429) || attempt === 4) return createdConnection(response);
    await sleep(waitAskedBy(response));
    if (!isUnclear) continue;
    const found = await lookUpConnection(given);
    if (found.ok) return found.json();
    if (found.status !== 404) throw await refusalOf(response);
  }
};

export const promises: Promises = { retries: 'throttling' };
