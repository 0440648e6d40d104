import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Lower-cases all but the first letter of the name. Revealed by: plain create. */
export const client: Client = (given) => {
  const [first = '', ...others] = given.connection.name;
  return create({ ...given, connection: { ...given.connection, name: first + others.join('').toLowerCase() } });
};
