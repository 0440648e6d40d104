import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Drops contentCategory, which its typings do not know. Revealed by: a content category. */
export const client: Client = (given) => {
  const { contentCategory: _, ...connection } = given.connection;
  return create({ ...given, connection });
};
