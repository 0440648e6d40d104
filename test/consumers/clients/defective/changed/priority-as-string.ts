import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Sends every priority as a string. Revealed by: settings with a priority. */
export const client: Client = async (given) => {
  const body = JSON.stringify(given.connection, (name, value) => (name === 'priority' ? String(value) : value));
  return createdConnection(await postConnection(given, { body }));
};
