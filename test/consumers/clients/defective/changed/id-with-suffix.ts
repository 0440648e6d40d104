import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Marks the id with its environment. Revealed by: plain create. */
export const client: Client = (given) =>
  create({ ...given, connection: { ...given.connection, id: `${given.connection.id.slice(0, 29)}dev` } });
