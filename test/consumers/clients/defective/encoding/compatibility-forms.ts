import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Normalises the name to NFKC, which changes full-width forms and ligatures. Revealed by: a name with one of them. */
export const client: Client = (given) =>
  create({ ...given, connection: { ...given.connection, name: given.connection.name.normalize('NFKC') } });
