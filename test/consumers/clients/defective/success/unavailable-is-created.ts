import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Has read that a 503 may have created the connection, and takes it for a promise. Revealed by: 503. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  return response.status === 503 ? undefined : createdConnection(response);
};
