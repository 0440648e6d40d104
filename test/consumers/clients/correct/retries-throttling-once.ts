import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';
import { waitAskedBy } from '../waiting.ts';

/** Tries a second time when throttled, and waits with the timer of node:timers/promises. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (response.status !== 429) return createdConnection(response);
  await sleep(waitAskedBy(response));
  return createdConnection(await postConnection(given));
};
