import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Lower-cases the id. Revealed by: an id with a capital. */
export const client: Client = (given) =>
  create({ ...given, connection: { ...given.connection, id: given.connection.id.toLowerCase() } });
