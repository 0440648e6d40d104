import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Sends the members as a form under the name of JSON. Revealed by: plain create. */
export const client: Client = async (given) => {
  const { id, name } = given.connection;
  const description = given.connection.description ?? '';
  return createdConnection(
    await postConnection(given, { body: new URLSearchParams({ id, name, description }).toString() }),
  );
};
