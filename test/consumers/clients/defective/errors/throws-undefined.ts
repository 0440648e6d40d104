import type { Client } from '../../client.ts';
import { postConnection } from '../../post-connection.ts';

/** Rejects with nothing. Revealed by: refused request. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (!response.ok) return Promise.reject();
};
