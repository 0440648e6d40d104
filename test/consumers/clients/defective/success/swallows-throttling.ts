import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Returns undefined on 429: it will be done another time. Revealed by: throttled. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  return response.status === 429 ? undefined : createdConnection(response);
};
