import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';
import { postConnection } from '../../post-connection.ts';

/** Sends a second create after the first, to be sure. Revealed by: plain create. */
export const client: Client = async (given) => {
  const created = await create(given);
  await postConnection(given);
  return created;
};
