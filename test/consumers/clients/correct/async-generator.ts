import type { Client, ClientInput, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';
import { sleep, waitAskedBy } from '../waiting.ts';

/** Takes the last response of an async generator of tries. */
export const client: Client = async (given) => {
  let last: Response | undefined;
  for await (const response of tries(given, 3)) last = response;
  if (!last) throw new Error('No try was made.');
  return createdConnection(last);
};

async function* tries(given: ClientInput, limit: number): AsyncGenerator<Response> {
  for (let attempt = 1; attempt <= limit; attempt++) {
    const response = await postConnection(given);
    yield response;
    if (response.status !== 429 || attempt === limit) return;
    await sleep(waitAskedBy(response));
  }
}

export const promises: Promises = { retries: 'throttling' };
