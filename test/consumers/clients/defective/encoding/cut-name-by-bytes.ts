import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Cuts the name at 128 bytes instead of characters. Revealed by: a name of 128 characters outside ASCII. */
export const client: Client = (given) => {
  const bytes = Buffer.from(given.connection.name).subarray(0, 128);
  const name = new TextDecoder().decode(bytes).replace(/\uFFFD$/, '');
  return create({ ...given, connection: { ...given.connection, name } });
};
