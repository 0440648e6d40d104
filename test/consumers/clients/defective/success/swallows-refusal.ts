import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Returns undefined on 400. Revealed by: refused request. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  return response.status === 400 ? undefined : createdConnection(response);
};
