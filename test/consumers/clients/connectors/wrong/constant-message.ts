import axios from 'axios';
import type { Client, Promises } from '../../client.ts';

/** Row 12: throws the same sentence whatever happened. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  await axios
    .post(`${graphUrl}/v1.0/external/connections`, connection, { headers: { Authorization: `Bearer ${accessToken}` } })
    .catch(() => {
      throw new Error('The connection could not be created. Please check the configuration.');
    });
};

export const promises: Promises = { retries: 'never' };
export const expects = 'end.silent';
