import type { Client } from '../../client.ts';
import { postConnection } from '../../post-connection.ts';

/** Throws the string "error". Revealed by: refused request. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (!response.ok) throw 'error';
};
