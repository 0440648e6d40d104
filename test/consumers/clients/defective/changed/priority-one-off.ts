import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Counts priorities from the other end: one more than it was given. Revealed by: settings with a priority. */
export const client: Client = async (given) => {
  const body = JSON.stringify(given.connection, (name, value) => (name === 'priority' ? value + 1 : value));
  return createdConnection(await postConnection(given, { body }));
};
