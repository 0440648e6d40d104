import axios from 'axios';
import type { Client, Promises } from '../client.ts';
import { GraphRefusal } from '../graph-refusal.ts';

/** An instance of axios that throws for no status, with its own timeout; a lost connection is reported without its config. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const graph = axios.create({ baseURL: `${graphUrl}/v1.0`, timeout: 10_000, validateStatus: () => true });
  graph.interceptors.request.use((config) => {
    config.headers.set('Authorization', `Bearer ${accessToken}`);
    return config;
  });
  const { status, data } = await graph.post('/external/connections', connection).catch((error: Error) => {
    throw new Error(`Microsoft Graph did not respond: ${error.message}`);
  });
  if (status !== 201) throw new GraphRefusal(status, data?.error);
  return { id: connection.id };
};

export const promises: Promises = { timeoutMs: 10_000 };
