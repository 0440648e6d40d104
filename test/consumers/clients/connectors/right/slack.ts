import { Client as GraphClient } from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../../client.ts';

/** Row 21: creates, registers the schema, and loads all items at once. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const graph = GraphClient.init({ baseUrl: graphUrl, authProvider: (done) => done(null, accessToken) });
  const { id } = connection;
  await graph.api('/external/connections').post(connection);
  await graph.api(`/external/connections/${id}/schema`).patch({
    baseType: 'microsoft.graph.externalItem',
    properties: [{ name: 'channel', type: 'string', isSearchable: true, isRetrievable: true, labels: ['title'] }],
  });
  await Promise.all(
    ['general', 'random', 'help'].map((channel) =>
      graph.api(`/external/connections/${id}/items/${channel}`).put({
        acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
        properties: { channel },
        content: { type: 'text', value: `Messages of ${channel}` },
      }),
    ),
  );
};

export const promises: Promises = { registersSchema: true };
