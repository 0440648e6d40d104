import type { Promises } from '../../client.ts';

/** Promises to give up after 5 s, and does not. Revealed by: a hang. */
export { client } from '../../correct/plain-fetch.ts';

export const promises: Promises = { timeoutMs: 5000 };
