import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Cuts the name at 100 characters. Revealed by: a name of 128 characters. */
export const client: Client = (given) =>
  create({ ...given, connection: { ...given.connection, name: given.connection.name.slice(0, 100) } });
