import axios from 'axios';
import type { Client } from '../client.ts';

/** Axios as most people use it: its error, with all that axios keeps on it, goes to the caller as it is. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const { data } = await axios.post(`${graphUrl}/v1.0/external/connections`, connection, {
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
  });
  return data;
};
