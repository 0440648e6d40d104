import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

let created: Promise<unknown> | undefined;

/** Creates once, and returns that for every later call. Revealed by: any second create. */
export const client: Client = (given) => {
  created ??= create(given);
  return created;
};
