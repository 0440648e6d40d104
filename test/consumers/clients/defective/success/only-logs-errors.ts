import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Prints the error and goes on. Revealed by: refused request. */
export const client: Client = async (given) => {
  try {
    return await create(given);
  } catch (error) {
    console.error('Could not create the connection', error);
    return null;
  }
};
