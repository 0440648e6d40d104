import axios from 'axios';
import type { Client, Promises } from '../../client.ts';

/** Row 22: `try { get } catch { post }`, whatever the get failed with. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const graph = axios.create({
    baseURL: `${graphUrl}/v1.0/external/connections`,
    headers: { Authorization: `Bearer ${accessToken}` },
  });
  try {
    return (await graph.get(`/${connection.id}`)).data;
  } catch {
    const { status, data } = await graph.post('', connection, { validateStatus: () => true });
    if (status !== 201) throw new Error(`${status}: ${JSON.stringify(data)}`);
    return data;
  }
};

export const promises: Promises = {};
export const expects = 'lookUp.ignored';
