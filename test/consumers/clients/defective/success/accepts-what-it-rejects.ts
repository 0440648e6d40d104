import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Promises to reject a duplicate, and accepts it. Revealed by: duplicate. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  return response.status === 409 ? undefined : createdConnection(response);
};

export const promises: Promises = { duplicate: 'rejects' };
