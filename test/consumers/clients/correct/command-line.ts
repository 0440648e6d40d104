import axios, { type AxiosResponse } from 'axios';
import type { Client, ClientInput, Promises } from '../client.ts';
import { GraphRefusal } from '../graph-refusal.ts';
import { sleep } from '../waiting.ts';

/**
 * In the manner of the CLI for Microsoft 365: axios, no annotations in the response, retries of 429 and 503 after
 * Retry-After or 10 s. The CLI does so for ever; this stops after five tries.
 */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const { status, headers, data } = await post(given);
    if (status === 201) return;
    if ((status !== 429 && status !== 503) || attempt === 5) throw new GraphRefusal(status, data?.error);
    await sleep(millisecondsOf(headers['retry-after']));
  }
};

function post({ graphUrl, accessToken, connection }: ClientInput): Promise<AxiosResponse> {
  return axios({
    url: `${graphUrl}/v1.0/external/connections`,
    method: 'POST',
    headers: {
      accept: 'application/json;odata.metadata=none',
      'content-type': 'application/json',
      authorization: `Bearer ${accessToken}`,
    },
    data: connection,
    validateStatus: () => true,
  }).catch(({ message, code }) => {
    throw new Error(`${code}: ${message}`);
  });
}

function millisecondsOf(retryAfter: unknown): number {
  if (typeof retryAfter !== 'string') return 10_000;
  const seconds = Number(retryAfter);
  return Number.isNaN(seconds) ? Math.max(0, Date.parse(retryAfter) - Date.now()) : seconds * 1000;
}

export const promises: Promises = { retries: 'throttling' };
