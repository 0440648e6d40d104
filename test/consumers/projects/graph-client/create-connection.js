import { Client } from '@microsoft/microsoft-graph-client';

/** Creates a connection with Microsoft's Graph client. */
export function createConnection({ graphUrl, accessToken, connection }) {
  const client = Client.init({ baseUrl: graphUrl, authProvider: (done) => done(null, accessToken) });
  return client.api('/external/connections').version('beta').post(connection);
}
