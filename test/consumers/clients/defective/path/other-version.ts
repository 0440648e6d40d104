import type { Promises } from '../../client.ts';

/** Promises v1.0 and goes to beta. Revealed by: plain create, of a client that promises its version. */
export { client } from '../../correct/beta.ts';

export const promises: Promises = { version: 'v1.0' };
