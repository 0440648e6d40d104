import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Makes the id from the name. Revealed by: plain create. */
export const client: Client = (given) => {
  const id = given.connection.name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .padEnd(3, '0')
    .slice(0, 32);
  return create({ ...given, connection: { ...given.connection, id } });
};
