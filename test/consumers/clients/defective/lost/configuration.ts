import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Drops configuration. Revealed by: a configuration. */
export const client: Client = (given) => {
  const { configuration: _, ...connection } = given.connection;
  return create({ ...given, connection });
};
