import type { Client, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';

/** Lets the request race a timer of 15 s, and forgets the request that lost. */
export const client: Client = (given) => {
  const timeout = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('Timed out: no response for 15 seconds.')), 15_000).unref?.();
  });
  return Promise.race([postConnection(given).then(createdConnection), timeout]);
};

export const promises: Promises = { timeoutMs: 15_000 };
