import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Puts a polite sentence for every cause, and drops the cause. Revealed by: refused request. */
export const client: Client = (given) =>
  create(given).catch(() => {
    throw new Error('Something went wrong while creating the connection. Please try again later.');
  });
