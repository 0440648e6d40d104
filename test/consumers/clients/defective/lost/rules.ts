import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Drops the rules of templates. Revealed by: search settings. */
export const client: Client = async (given) => {
  const body = JSON.stringify(given.connection, (name, value) => (name === 'rules' ? undefined : value));
  return createdConnection(await postConnection(given, { body }));
};
