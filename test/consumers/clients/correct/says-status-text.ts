import type { Client } from '../client.ts';
import { postConnection } from '../post-connection.ts';

/** Says what the status line says, in words alone. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (!response.ok) throw new Error(`Microsoft Graph: ${response.statusText}`);
};
