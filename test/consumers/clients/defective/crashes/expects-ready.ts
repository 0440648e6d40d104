import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Throws when the connection that it created is not ready. Revealed by: 201 in state draft. */
export const client: Client = async (given) => {
  const created = (await create(given)) as { state: string };
  if (created.state !== 'ready') throw new Error(`The connection is in state ${created.state}.`);
  return created;
};
