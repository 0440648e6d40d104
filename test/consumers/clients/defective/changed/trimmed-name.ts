import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Takes the blanks out of the name, double ones and those at its ends. Revealed by: a name with such a blank. */
export const client: Client = (given) =>
  create({ ...given, connection: { ...given.connection, name: given.connection.name.replace(/\s+/g, ' ').trim() } });
