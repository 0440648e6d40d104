import axios from 'axios';
import type { Client } from '../client.ts';
import { GraphRefusal } from '../graph-refusal.ts';

/** Axios on top of fetch; the body is a string that it made itself. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const { status, data } = await axios
    .request({
      adapter: 'fetch',
      url: `${graphUrl}/v1.0/external/connections`,
      method: 'post',
      headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
      data: JSON.stringify(connection),
      validateStatus: null,
    })
    .catch(({ message, code }) => {
      throw new Error(`No response from Microsoft Graph (${code}): ${message}`);
    });
  if (status !== 201) throw new GraphRefusal(status, data?.error);
};
