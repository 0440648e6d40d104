import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Sends the token as a member of the body. Revealed by: plain create. */
export const client: Client = async (given) => {
  const body = JSON.stringify({ ...given.connection, accessToken: given.accessToken });
  return createdConnection(await postConnection(given, { body }));
};
