import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

let busy = false;

/** Refuses to create while it creates, and stays locked after a failure. Revealed by: two creates at once. */
export const client: Client = async (given) => {
  if (busy) throw new Error('A connection is being created already.');
  busy = true;
  const created = await create(given);
  busy = false;
  return created;
};
