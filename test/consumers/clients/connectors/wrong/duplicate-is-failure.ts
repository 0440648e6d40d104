import { Client as GraphClient, type GraphError } from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../../client.ts';

/** Row 11: promises to accept a connection that exists, and looks for another code than Graph's. */
export const client: Client = async ({ graphUrl, accessToken, connection: { id, name, description } }) => {
  const graph = GraphClient.init({ baseUrl: graphUrl, authProvider: (done) => done(null, accessToken) });
  try {
    await graph.api('/external/connections').post({ id, name, description });
  } catch (error) {
    if ((error as GraphError).code !== 'ResourceAlreadyExists') throw error;
  }
};

export const promises: Promises = { takes: ['id', 'name', 'description'], duplicate: 'accepts' };
export const expects = 'end.duplicateRejected';
