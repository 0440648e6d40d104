import type { Client, ClientInput, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';
import { sleep, waitAskedBy } from '../waiting.ts';

/** Takes the last answer of an async generator of tries. */
export const client: Client = async (given) => {
  let last: Response | undefined;
  for await (const answer of tries(given, 3)) last = answer;
  if (!last) throw new Error('No try was made.');
  return createdConnection(last);
};

async function* tries(given: ClientInput, limit: number): AsyncGenerator<Response> {
  for (let attempt = 1; attempt <= limit; attempt++) {
    const answer = await postConnection(given);
    yield answer;
    if (answer.status !== 429 || attempt === limit) return;
    await sleep(waitAskedBy(answer));
  }
}

export const promises: Promises = { retries: 'throttling' };
