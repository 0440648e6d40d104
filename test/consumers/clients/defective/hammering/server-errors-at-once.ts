import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Retries 5xx five times without a pause. Revealed by: 500, 502, 503, 504. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const response = await postConnection(given);
    if (response.status < 500 || attempt === 6) return createdConnection(response);
  }
};
