import type { Client, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';
import { sleep, waitAskedBy } from '../waiting.ts';

interface ClientOptions {
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly attempts: number;
}

/** Made by a function that takes its waiting. */
export const client: Client = createClient({ sleep, attempts: 3 });

function createClient({ sleep, attempts }: ClientOptions): Client {
  return async (given) => {
    for (let attempt = 1; ; attempt++) {
      const response = await postConnection(given);
      if (response.status !== 429 || attempt === attempts) return createdConnection(response);
      await sleep(waitAskedBy(response));
    }
  };
}

export const promises: Promises = { retries: 'throttling' };
