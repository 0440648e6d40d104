import type { Client } from '../../client.ts';
import { postConnection } from '../../post-connection.ts';

/** Reports every failure as one of the network. Revealed by: refused request. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (!response.ok) throw new Error('Network error: Microsoft Graph cannot be reached.');
};
