import { Client as GraphClient } from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../../client.ts';

/** Row 2: Graph client as it comes; activitySettings are constants; the rest of the flow is another script. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const graph = GraphClient.init({ baseUrl: graphUrl, authProvider: (done) => done(null, accessToken) });
  await graph.api('/external/connections').post({
    id: connection.id,
    name: connection.name,
    description: connection.description,
    activitySettings,
  });
};

const activitySettings: NonNullable<Promises['adds']>['activitySettings'] = {
  urlToItemResolvers: [
    {
      '@odata.type': '#microsoft.graph.externalConnectors.itemIdResolver',
      urlMatchInfo: { baseUrls: ['https://gallery.contoso.com'], urlPattern: '/solution/(?<id>[^/]+)' },
      itemId: '{id}',
      priority: 1,
    },
  ],
};

export const promises: Promises = {
  takes: ['id', 'name', 'description'],
  adds: { activitySettings },
  retries: 'outages',
};
