import type { Promises } from '../../client.ts';

/** Promises to retry when throttled, and does not. Revealed by: throttled once, of a client that promises retries. */
export { client } from '../../correct/plain-fetch.ts';

export const promises: Promises = { retries: 'throttling' };
