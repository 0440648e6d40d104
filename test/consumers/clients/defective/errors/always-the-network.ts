import type { Client } from '../../client.ts';
import { postConnection } from '../../post-connection.ts';

/** Blames the network for every failure. Revealed by: refused request. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (!response.ok) throw new Error('Network error: Microsoft Graph cannot be reached.');
};
