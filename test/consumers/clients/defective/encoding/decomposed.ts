import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Normalises the name to NFD, as an old file system does. Revealed by: a name with an accent. */
export const client: Client = (given) =>
  create({ ...given, connection: { ...given.connection, name: given.connection.name.normalize('NFD') } });
