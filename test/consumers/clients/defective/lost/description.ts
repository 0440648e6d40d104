import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Sends no description. Revealed by: plain create. */
export const client: Client = (given) => {
  const { description: _, ...connection } = given.connection;
  return create({ ...given, connection });
};
