import axios, { isAxiosError } from 'axios';
import type { Client, Promises } from '../../client.ts';

/** Wraps the error of axios as the cause of its own. Revealed by: refused request. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  try {
    const headers = { Authorization: `Bearer ${accessToken}` };
    await axios.post(`${graphUrl}/v1.0/external/connections`, connection, { headers });
  } catch (cause) {
    const status = isAxiosError(cause) ? (cause.response?.status ?? cause.code) : 'unknown';
    throw new Error(`Could not create the connection: ${status}.`, { cause });
  }
};

export const promises: Promises = { cleanErrors: true };
