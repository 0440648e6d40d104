import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep } from '../../waiting.ts';

/** Lets the request race a timer of 5 s, and resolves when the timer wins. Revealed by: a hang. */
export const client: Client = (given) =>
  Promise.race([postConnection(given).then(createdConnection), sleep(5000).then(() => ({ pending: true }))]);

export const promises: Promises = { timeoutMs: 5000 };
