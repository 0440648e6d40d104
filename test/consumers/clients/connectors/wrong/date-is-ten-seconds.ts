import axios, { AxiosError } from 'axios';
import type { Client, Promises } from '../../client.ts';

/** Row 9: a Retry-After date counts as ten seconds. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  for (let retries = 0; ; retries += 1) {
    try {
      const { data } = await axios.post(`${graphUrl}/v1.0/external/connections`, connection, {
        headers: { authorization: `Bearer ${accessToken}` },
      });
      return data;
    } catch (error) {
      if (!(error instanceof AxiosError) || !error.response) throw new Error('The network failed.');
      const { status, headers, data } = error.response;
      if (status !== 429 || retries === 3) throw new Error(`${status} ${JSON.stringify(data)}`);
      const seconds = Number.parseInt(headers['retry-after'], 10) || 10;
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    }
  }
};

export const promises: Promises = { retries: 'throttling' };
export const expects = 'pace.tooSoon';
