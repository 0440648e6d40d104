import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep } from '../../waiting.ts';

/** Retries a broken connection every second, for ever. Revealed by: connection reset. */
export const client: Client = async (given) => {
  for (;;) {
    const response = await postConnection(given).catch(() => undefined);
    if (response) return createdConnection(response);
    await sleep(1000);
  }
};
