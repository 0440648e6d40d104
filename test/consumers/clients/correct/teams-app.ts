import { Client as GraphClient, GraphError } from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../client.ts';

/**
 * In the manner of the connector of TeamsFx-Samples: creates, takes 409 for success, and asks for consent on 401
 * and 403 in words of its own.
 */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const graph = GraphClient.init({ baseUrl: graphUrl, authProvider: (done) => done(null, accessToken) });
  try {
    await graph.api('/external/connections').post(connection);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    if (error.statusCode === 409) return;
    if (error.statusCode !== 401 && error.statusCode !== 403) throw error;
    throw new Error('The app may not create connections. Ask an administrator for consent, or sign in again.');
  }
};

export const promises: Promises = { duplicate: 'accepts' };
