import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep, waitAskedBy } from '../../waiting.ts';

/** Retries whatever is no success, three times. Revealed by: refused request, no permission, duplicate. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const response = await postConnection(given);
    if (response.ok || attempt === 4) return createdConnection(response);
    await sleep(waitAskedBy(response));
  }
};
