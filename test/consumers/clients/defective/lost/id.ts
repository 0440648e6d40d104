import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Leaves the id to Graph, as the reference page seems to. Revealed by: plain create. */
export const client: Client = async (given) => {
  const { id: _, ...others } = given.connection;
  return createdConnection(await postConnection(given, { body: JSON.stringify(others) }));
};
