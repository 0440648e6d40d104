import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';
import { sleep } from '../../waiting.ts';

/** Reads the header before it looks whether there is one. Revealed by: throttled, Retry-After absent. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const response = await postConnection(given);
    if (response.status !== 429 || attempt === 3) return createdConnection(response);
    const retryAfter = response.headers.get('Retry-After') as string;
    const seconds = retryAfter.trim();
    await sleep(/^\d+$/.test(seconds) ? Number(seconds) * 1000 : Math.max(0, Date.parse(seconds) - Date.now()));
  }
};

export const promises: Promises = { retries: 'throttling' };
