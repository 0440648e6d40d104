import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Takes every 4xx for a connection that exists. Revealed by: refused request, no permission. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  const exists = response.status >= 400 && response.status < 500;
  return exists ? { created: false } : createdConnection(response);
};
