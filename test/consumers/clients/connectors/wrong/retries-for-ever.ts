import got, { HTTPError } from 'got';
import type { Client, Promises } from '../../client.ts';

/** Row 9: calls itself again after 429 and 503, for ever. */
export const client: Client = async (input) => {
  const { graphUrl, accessToken, connection } = input;
  try {
    await got.post(`${graphUrl}/v1.0/external/connections`, {
      json: connection,
      headers: { authorization: `Bearer ${accessToken}` },
      retry: { limit: 0 },
    });
  } catch (error) {
    if (!(error instanceof HTTPError)) throw error;
    const { statusCode, headers, body } = error.response;
    if (![429, 503].includes(statusCode)) throw new Error(`${statusCode} ${String(body)}`);
    const header = headers['retry-after'] ?? '10';
    const wait = /^\d+$/.test(header)
      ? Number(header) * 1000
      : Math.max(Date.parse(header) - Date.now(), 10_000) || 10_000;
    await new Promise((resolve) => setTimeout(resolve, wait));
    await client(input);
  }
};

export const promises: Promises = { retries: 'throttling' };
export const expects = 'pace.endless';
