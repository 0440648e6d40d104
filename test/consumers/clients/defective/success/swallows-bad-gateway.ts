import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Takes 502 and 504 for success: the request went through. Revealed by: 502, 504. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  return response.status === 502 || response.status === 504 ? undefined : createdConnection(response);
};
