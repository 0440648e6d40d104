import axios, { isAxiosError } from 'axios';
import type { Client } from '../client.ts';
import { GraphRefusal } from '../graph-refusal.ts';

/** Axios as it comes; its error, which holds the token in its config, goes no further. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  try {
    const { data } = await axios.post(`${graphUrl}/v1.0/external/connections`, connection, {
      headers: { Authorization: `Bearer ${accessToken}` },
    });
    return data;
  } catch (error) {
    if (!isAxiosError(error)) throw error;
    if (!error.response) throw new Error(`No response from Microsoft Graph: ${error.code} ${error.message}`);
    throw new GraphRefusal(error.response.status, error.response.data?.error);
  }
};
