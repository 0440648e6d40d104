import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Appends the date to the description. Revealed by: plain create. */
export const client: Client = (given) => {
  const description = `${given.connection.description ?? ''} (created ${new Date().toISOString()})`;
  return create({ ...given, connection: { ...given.connection, description } });
};
