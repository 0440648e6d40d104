import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep, waitAskedBy } from '../../waiting.ts';

/** Retries 503 for ever, and with it the 409 of the connection that its first try created. Revealed by: 503 that did create. */
export const client: Client = async (given) => {
  let wasUnavailable = false;
  for (;;) {
    const response = await postConnection(given);
    if (response.status !== 503 && !(wasUnavailable && response.status === 409)) return createdConnection(response);
    wasUnavailable = true;
    await sleep(waitAskedBy(response));
  }
};
