import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Returns undefined on 403: another team will see to it. Revealed by: no permission. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  return response.status === 403 ? undefined : createdConnection(response);
};
