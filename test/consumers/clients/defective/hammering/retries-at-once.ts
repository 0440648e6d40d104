import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Retries at once when throttled. Revealed by: throttled once. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const response = await postConnection(given);
    if (response.status !== 429 || attempt === 5) return createdConnection(response);
  }
};

export const promises: Promises = { retries: 'throttling' };
