import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep } from '../../waiting.ts';

/** Reads Retry-After as a number; a date gives NaN, for which a timer does not wait. Revealed by: Retry-After as a date. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const response = await postConnection(given);
    if (response.status !== 429 || attempt === 4) return createdConnection(response);
    await sleep(Number.parseInt(response.headers.get('Retry-After') ?? '10', 10) * 1000);
  }
};

export const promises: Promises = { retries: 'throttling' };
