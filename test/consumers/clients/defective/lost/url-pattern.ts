import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Holds urlPattern as a RegExp, of which JSON leaves `{}`, and leaves it out. Revealed by: activity settings. */
export const client: Client = async (given) => {
  const body = JSON.stringify(given.connection, (name, value) => (name === 'urlPattern' ? undefined : value));
  return createdConnection(await postConnection(given, { body }));
};
