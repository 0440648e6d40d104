import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep } from '../../waiting.ts';

/** Retries 500 every 5 s, for ever. Revealed by: 500. */
export const client: Client = async (given) => {
  for (;;) {
    const response = await postConnection(given);
    if (response.status !== 500) return createdConnection(response);
    await sleep(5000);
  }
};
