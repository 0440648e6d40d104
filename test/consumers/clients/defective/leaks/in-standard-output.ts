import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Writes a log of JSON lines with the headers of each request to the output of the process. Revealed by: plain create. */
export const client: Client = (given) => {
  const headers = { authorization: `Bearer ${given.accessToken}` };
  process.stdout.write(`${JSON.stringify({ level: 'debug', headers })}\n`);
  return create(given);
};
