import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep } from '../../waiting.ts';

/** Tries the same expired token again. Revealed by: expired token. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const response = await postConnection(given);
    if (response.status !== 401 || attempt === 3) return createdConnection(response);
    await sleep(2000);
  }
};
