import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Rejects for 4xx alone. Revealed by: 500. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  return response.status >= 500 ? undefined : createdConnection(response);
};
