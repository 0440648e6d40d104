import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';

/** Says in its own words what it wanted to do; what Graph said is the cause. */
export const client: Client = async (given) => {
  try {
    return await createdConnection(await postConnection(given));
  } catch (cause) {
    throw new Error(`Could not set up the connector "${given.connection.name}".`, { cause });
  }
};
