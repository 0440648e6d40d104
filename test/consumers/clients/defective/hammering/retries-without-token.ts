import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep, waitAskedBy } from '../../waiting.ts';

/** Loses the token on the second try. Revealed by: throttled once. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (response.status !== 429) return createdConnection(response);
  await sleep(waitAskedBy(response));
  return createdConnection(await postConnection(given, { headers: { 'Content-Type': 'application/json' } }));
};

export const promises: Promises = { retries: 'throttling' };
