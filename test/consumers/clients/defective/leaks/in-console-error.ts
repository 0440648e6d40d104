import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Prints the curl command of a request that failed. Revealed by: refused request. */
export const client: Client = (given) =>
  create(given).catch((error: Error) => {
    console.error(`curl -H 'Authorization: Bearer ${given.accessToken}' ${given.graphUrl}/v1.0/external/connections`);
    throw error;
  });
