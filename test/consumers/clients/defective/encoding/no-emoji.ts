import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Drops what an old database cannot store: every character of four bytes. Revealed by: a name with an emoji. */
export const client: Client = (given) =>
  create({
    ...given,
    connection: { ...given.connection, name: given.connection.name.replace(/[\u{10000}-\u{10ffff}]/gu, '') },
  });
