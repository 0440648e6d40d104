import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Sends id, name and description alone. Revealed by: every settings object. */
export const client: Client = (given) => {
  const { id, name, description } = given.connection;
  return create({ ...given, connection: { id, name, ...(description !== undefined && { description }) } });
};
