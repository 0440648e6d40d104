import type { Client, Promises } from '../../client.ts';
import { client as create } from '../../correct/beta.ts';

/** Uses beta, and sends a count of items, which is Graph's to set. Revealed by: plain create. */
export const client: Client = (given) => {
  const connection = { ...given.connection, ingestedItemsCount: 0 };
  return create({ ...given, connection });
};

export const promises: Promises = { version: 'beta' };
