import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Sends the first element of every list alone. Revealed by: settings with several elements. */
export const client: Client = async (given) => {
  const body = JSON.stringify(given.connection, (_, value) => (Array.isArray(value) ? value.slice(0, 1) : value));
  return createdConnection(await postConnection(given, { body }));
};
