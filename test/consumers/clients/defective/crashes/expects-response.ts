import axios from 'axios';
import type { Client } from '../../client.ts';
import { GraphRefusal } from '../../graph-refusal.ts';

/** Reads the response of an axios error although a broken line has none. Revealed by: connection reset. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  try {
    const headers = { Authorization: `Bearer ${accessToken}` };
    await axios.post(`${graphUrl}/v1.0/external/connections`, connection, { headers });
  } catch (error) {
    const { response } = error as { response: { status: number; data?: { error?: object } } };
    throw new GraphRefusal(response.status, response.data?.error);
  }
};
