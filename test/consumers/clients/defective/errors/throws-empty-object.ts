import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Serialises its error with JSON.stringify, of which `{}` is left. Revealed by: connection reset. */
export const client: Client = (given) =>
  create(given).catch((error: Error) => {
    throw new Error(JSON.stringify(new Error(error.message)));
  });
