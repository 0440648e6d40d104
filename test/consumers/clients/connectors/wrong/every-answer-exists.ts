import { Client as GraphClient, type GraphError } from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../../client.ts';

/** Row 25: any failure of the look-up but 404 is taken for "the connection is available". */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const graph = GraphClient.init({ baseUrl: graphUrl, authProvider: (done) => done(null, accessToken) });
  try {
    await graph.api(`/external/connections/${connection.id}`).get();
  } catch (error) {
    if ((error as GraphError).statusCode !== 404) {
      console.log('Connection is available');
      return;
    }
    await graph.api('/external/connections').post(connection);
  }
};

export const promises: Promises = {};
export const expects = 'end.swallowed';
