import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Ends the whole process when it fails. Revealed by: refused request. */
export const client: Client = (given) =>
  create(given).catch((error: Error) => {
    console.error(error.message);
    process.exit(1);
  });
