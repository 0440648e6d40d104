import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Logs all its input with console.debug. Revealed by: plain create. */
export const client: Client = (given) => {
  console.debug('creating %o', given);
  return create(given);
};
