import type { Client, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';
import { sleep, waitAskedBy } from '../waiting.ts';

/** Logs each step to the console, with the id and the status, and never the token. */
export const client: Client = async (given) => {
  const { graphUrl, connection } = given;
  for (let attempt = 1; ; attempt++) {
    console.info(`POST ${graphUrl}/v1.0/external/connections: ${connection.id}, try ${attempt}`);
    const response = await postConnection(given);
    console.info(`answered ${response.status}`, Object.fromEntries(response.headers));
    if (response.status !== 429 || attempt === 3) return createdConnection(response);
    console.warn(`throttled; waiting ${waitAskedBy(response)} ms`);
    await sleep(waitAskedBy(response));
  }
};

export const promises: Promises = { retries: 'throttling' };
