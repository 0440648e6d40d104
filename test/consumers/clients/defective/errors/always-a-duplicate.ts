import type { Client } from '../../client.ts';
import { postConnection } from '../../post-connection.ts';

/** Says that the id is taken, whatever happened. Revealed by: refused request, no permission. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (!response.ok) throw new Error(`There is a connection "${given.connection.id}" already.`);
};
