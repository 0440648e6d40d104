import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';
import { sleep } from '../waiting.ts';

let next = 0;

/** Starts no two creates within a second, so that it waits before it sends anything. */
export const client: Client = async (given) => {
  const start = Math.max(Date.now(), next);
  next = start + 1000;
  await sleep(start - Date.now());
  return createdConnection(await postConnection(given));
};
