import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Puts a question mark for every letter outside ASCII. Revealed by: a name outside ASCII. */
export const client: Client = (given) =>
  create({
    ...given,
    connection: { ...given.connection, name: given.connection.name.replace(/[^\x20-\x7e]/g, '?') },
  });
