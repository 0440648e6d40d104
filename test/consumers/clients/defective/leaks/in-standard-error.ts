import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Writes the token to the error stream of the process, past the console. Revealed by: plain create. */
export const client: Client = (given) => {
  process.stderr.write(`token: ${given.accessToken}\n`);
  return create(given);
};
