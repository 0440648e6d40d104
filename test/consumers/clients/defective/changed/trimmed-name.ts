import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Removes spaces from the name: double ones, and those at its ends. Revealed by: a name with such a space. */
export const client: Client = (given) =>
  create({ ...given, connection: { ...given.connection, name: given.connection.name.replace(/\s+/g, ' ').trim() } });
