import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep, waitAskedBy } from '../../waiting.ts';

/** Waits before the second try alone; the others follow at once. Revealed by: throttled twice. */
export const client: Client = async (given) => {
  let response = await postConnection(given);
  if (response.status === 429) await sleep(waitAskedBy(response));
  for (let attempt = 2; response.status === 429 && attempt <= 4; attempt++) response = await postConnection(given);
  return createdConnection(response);
};

export const promises: Promises = { retries: 'throttling' };
