import type { Client, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';
import { sleep, waitAskedBy } from '../waiting.ts';

const twoMinutes = 120_000_000_000n;

/** Gives up after two minutes by the clock that never goes backwards. */
export const client: Client = async (given) => {
  const start = process.hrtime.bigint();
  for (;;) {
    const response = await postConnection(given);
    const isLate = process.hrtime.bigint() - start > twoMinutes;
    if (response.status !== 429 || isLate) return createdConnection(response);
    await sleep(Math.max(1000, waitAskedBy(response)));
  }
};

export const promises: Promises = { retries: 'throttling' };
