import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Returns undefined when the connection breaks. Revealed by: connection reset. */
export const client: Client = async (given) => {
  const response = await postConnection(given).catch(() => undefined);
  return response && createdConnection(response);
};
