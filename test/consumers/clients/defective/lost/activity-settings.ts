import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Drops activitySettings. Revealed by: activity settings. */
export const client: Client = (given) => {
  const { activitySettings: _, ...connection } = given.connection;
  return create({ ...given, connection });
};
