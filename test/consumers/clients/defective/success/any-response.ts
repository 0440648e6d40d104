import type { Client } from '../../client.ts';
import { postConnection } from '../../post-connection.ts';

/** Looks at no status: the response of Graph, whatever its status, is the connection. Revealed by: refused request. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  return response.json().catch(() => undefined);
};
