import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Drops every annotation, the discriminator of the resolver included. Revealed by: activity settings. */
export const client: Client = async (given) => {
  const body = JSON.stringify(given.connection, (name, value) => (name.startsWith('@') ? undefined : value));
  return createdConnection(await postConnection(given, { body }));
};
