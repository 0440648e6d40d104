import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Overrides every category with its default. Revealed by: a content category. */
export const client: Client = (given) =>
  create({
    ...given,
    connection: { ...given.connection, ...(given.connection.contentCategory && { contentCategory: 'uncategorized' }) },
  });
