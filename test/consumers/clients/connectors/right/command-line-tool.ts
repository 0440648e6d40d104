import axios, { AxiosError } from 'axios';
import type { Client, Promises } from '../../client.ts';

/** Row 9: axios, retries of 429 and 503 by the header in seconds or as a date, four times at most. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const request = {
    method: 'POST',
    url: `${graphUrl}/v1.0/external/connections`,
    headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json;odata.metadata=none' },
    data: connection,
  };
  for (let retries = 0; ; retries += 1) {
    try {
      return (await axios.request(request)).data;
    } catch (error) {
      const response = error instanceof AxiosError ? error.response : undefined;
      if (!response) throw new Error(`The request failed: ${String(error)}`);
      if (![429, 503].includes(response.status) || retries === 4) {
        throw new Error(`${response.status} ${JSON.stringify(response.data)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, pauseOf(response.headers['retry-after'])));
    }
  }
};

export const promises: Promises = { retries: 'throttling', cleanErrors: true };

function pauseOf(header: unknown): number {
  const text = String(header ?? '');
  const seconds = Number(text);
  if (text !== '' && !Number.isNaN(seconds)) return Math.max(seconds * 1000, 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? 10_000 : Math.max(date - Date.now(), 1000);
}
