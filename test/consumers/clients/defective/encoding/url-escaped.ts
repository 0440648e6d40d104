import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Escapes the name for a URL. Revealed by: plain create, where the name has a space; a name outside ASCII. */
export const client: Client = (given) =>
  create({ ...given, connection: { ...given.connection, name: encodeURIComponent(given.connection.name) } });
