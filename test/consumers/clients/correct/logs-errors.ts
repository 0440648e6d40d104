import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';

/** Prints the error, and throws it all the same. */
export const client: Client = async (given) => {
  try {
    return await createdConnection(await postConnection(given));
  } catch (error) {
    console.error('Could not create', given.connection.id, error);
    throw error;
  }
};
