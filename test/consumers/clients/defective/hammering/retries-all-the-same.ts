import type { Promises } from '../../client.ts';

/** Promises never to retry, and does. Revealed by: throttled once, of a client that promises not to. */
export { client } from '../../correct/retries-throttling.ts';

export const promises: Promises = { retries: 'never' };
