import { Client as GraphClient } from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../../client.ts';

/** Row 20: takes three properties, and trims one of them. */
export const client: Client = async ({ graphUrl, accessToken, connection: { id, name, description } }) => {
  const graph = GraphClient.init({ baseUrl: graphUrl, authProvider: (done) => done(null, accessToken) });
  await graph.api('/external/connections').post({ id, name: name.trim(), description });
};

export const promises: Promises = { takes: ['id', 'name', 'description'], retries: 'outages' };
export const expects = 'sent.body';
