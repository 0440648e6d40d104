import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Always sends an empty list of app ids. Revealed by: a configuration. */
export const client: Client = async (given) => {
  const body = JSON.stringify(given.connection, (name, value) => (name === 'authorizedAppIds' ? [] : value));
  return createdConnection(await postConnection(given, { body }));
};
