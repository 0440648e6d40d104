import { randomUUID } from 'node:crypto';
import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Makes an id of its own. Revealed by: plain create. */
export const client: Client = (given) =>
  create({ ...given, connection: { ...given.connection, id: randomUUID().replaceAll('-', '') } });
