import type { Client, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { type GraphRefusal, refusalOf } from '../graph-refusal.ts';
import { postConnection } from '../post-connection.ts';
import { sleep, waitAskedBy } from '../waiting.ts';

/** Rejects with an AggregateError that holds the refusal of each try. */
export const client: Client = async (given) => {
  const refusals: GraphRefusal[] = [];
  for (let attempt = 1; attempt <= 3; attempt++) {
    const response = await postConnection(given);
    if (response.status !== 429) return createdConnection(response);
    refusals.push(await refusalOf(response.clone()));
    if (attempt < 3) await sleep(waitAskedBy(response));
  }
  throw new AggregateError(refusals, 'Gave up after 3 tries.');
};

export const promises: Promises = { retries: 'throttling' };
