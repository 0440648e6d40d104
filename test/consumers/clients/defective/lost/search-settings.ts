import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Drops searchSettings. Revealed by: search settings. */
export const client: Client = (given) => {
  const { searchSettings: _, ...connection } = given.connection;
  return create({ ...given, connection });
};
