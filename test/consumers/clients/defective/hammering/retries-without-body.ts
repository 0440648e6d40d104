import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep, waitAskedBy } from '../../waiting.ts';

/** Takes the body out of its queue, and has none for the second try. Revealed by: throttled once. */
export const client: Client = async (given) => {
  const bodies = [JSON.stringify(given.connection)];
  for (let attempt = 1; ; attempt++) {
    const response = await postConnection(given, { body: bodies.shift() ?? null });
    if (response.status !== 429 || attempt === 3) return createdConnection(response);
    await sleep(waitAskedBy(response));
  }
};

export const promises: Promises = { retries: 'throttling' };
