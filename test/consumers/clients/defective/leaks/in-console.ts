import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Logs the headers that it sends. Revealed by: plain create. */
export const client: Client = (given) => {
  console.log('POST', given.graphUrl, { Authorization: `Bearer ${given.accessToken}` });
  return create(given);
};
