import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Drops connectorId. Revealed by: a connector id. */
export const client: Client = (given) => {
  const { connectorId: _, ...connection } = given.connection;
  return create({ ...given, connection });
};
