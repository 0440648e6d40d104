import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Sends no name. Revealed by: plain create. */
export const client: Client = async (given) => {
  const { name: _, ...others } = given.connection;
  return createdConnection(await postConnection(given, { body: JSON.stringify(others) }));
};
