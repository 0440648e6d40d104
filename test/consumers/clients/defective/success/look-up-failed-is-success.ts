import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { lookUpConnection, postConnection } from '../../post-connection.ts';

/** Looks up first, and takes every response but 404 for a connection that exists. Revealed by: no permission. */
export const client: Client = async (given) => {
  const found = await lookUpConnection(given);
  return found.status === 404 ? createdConnection(await postConnection(given)) : { created: false };
};
