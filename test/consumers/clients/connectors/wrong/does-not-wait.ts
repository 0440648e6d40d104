import { Client as GraphClient } from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../../client.ts';

/** Row 3: starts the create and reports success without waiting for it. */
export const client: Client = async ({ graphUrl, accessToken, connection: { id, name, description } }) => {
  const graph = GraphClient.init({ baseUrl: graphUrl, authProvider: (done) => done(null, accessToken) });
  graph
    .api('/external/connections')
    .post({ id, name, description })
    .catch((error: Error) => console.error(error.message));
  return { status: 'accepted' };
};

export const promises: Promises = { takes: ['id', 'name', 'description'] };
export const expects = 'end.tooEarly';
