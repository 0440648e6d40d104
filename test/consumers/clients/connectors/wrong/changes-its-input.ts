import { Client as GraphClient } from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../../client.ts';

/** Row 6: writes its constants into the configuration that it was given. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const graph = GraphClient.init({ baseUrl: graphUrl, authProvider: (done) => done(null, accessToken) });
  connection.contentCategory = 'uncategorized';
  await graph.api('/external/connections').post(connection);
};

export const promises: Promises = { adds: { contentCategory: 'uncategorized' } };
export const expects = 'given.changed';
