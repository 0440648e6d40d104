import type { Client } from '../../client.ts';
import { postConnection } from '../../post-connection.ts';

/** Destructures what a response without a body does not have. Revealed by: refused request. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  const created = response.ok ? given.connection : undefined;
  const { id } = created as { id: string };
  return id;
};
