import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Retries 503 without a pause, for ever. Revealed by: 503. */
export const client: Client = async (given) => {
  for (;;) {
    const response = await postConnection(given);
    if (response.status !== 503) return createdConnection(response);
  }
};
