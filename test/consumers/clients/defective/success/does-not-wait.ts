import type { Client } from '../../client.ts';
import { postConnection } from '../../post-connection.ts';

/** Sends the request and resolves before the response is there. Revealed by: refused request. */
export const client: Client = async (given) => {
  postConnection(given).catch((error: Error) => console.error(error.message));
  return { id: given.connection.id };
};
