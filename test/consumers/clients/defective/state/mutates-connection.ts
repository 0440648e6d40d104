import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Writes into the connection that it was given, after it has been created. Revealed by: plain create. */
export const client: Client = async (given) => {
  const created = await create(given);
  Object.assign(given.connection, { state: 'draft' });
  return created;
};
