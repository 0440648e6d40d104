import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep } from '../../waiting.ts';

/** Waits for consent for ever: tries 401 and 403 every 15 s. Revealed by: no permission. */
export const client: Client = async (given) => {
  for (;;) {
    const response = await postConnection(given);
    if (response.status !== 401 && response.status !== 403) return createdConnection(response);
    await sleep(15_000);
  }
};
