import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Returns undefined on 401. Revealed by: expired token. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  return response.status === 401 ? undefined : createdConnection(response);
};
