import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Sends every layout as `{}`, as kiota does. Revealed by: search settings. */
export const client: Client = async (given) => {
  const body = JSON.stringify(given.connection, (name, value) => (name === 'layout' ? {} : value));
  return createdConnection(await postConnection(given, { body }));
};
