import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Sends the layout as a JSON string. Revealed by: search settings. */
export const client: Client = async (given) => {
  const body = JSON.stringify(given.connection, (name, value) => (name === 'layout' ? JSON.stringify(value) : value));
  return createdConnection(await postConnection(given, { body }));
};
