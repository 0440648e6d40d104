import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Reads the length of connectorId, which is null where none was given. Revealed by: plain create. */
export const client: Client = async (given) => {
  const { connectorId } = (await create(given)) as { connectorId: string };
  return connectorId.length > 0;
};
