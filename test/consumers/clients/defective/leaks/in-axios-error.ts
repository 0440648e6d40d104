import axios from 'axios';
import type { Client, Promises } from '../../client.ts';

/** Passes on the error of axios, whose config and request hold the headers. Revealed by: refused request. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const headers = { Authorization: `Bearer ${accessToken}` };
  const { data } = await axios.post(`${graphUrl}/v1.0/external/connections`, connection, { headers });
  return data;
};

export const promises: Promises = { cleanErrors: true };
