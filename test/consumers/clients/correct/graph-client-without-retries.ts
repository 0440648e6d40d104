import { Client as GraphClient, RetryHandlerOptions } from '@microsoft/microsoft-graph-client';
import type { Client } from '../client.ts';

/** Microsoft's Graph client without retries for this request. */
export const client: Client = ({ graphUrl, accessToken, connection }) =>
  GraphClient.initWithMiddleware({
    baseUrl: graphUrl,
    authProvider: { getAccessToken: async () => accessToken },
  })
    .api('/external/connections')
    .middlewareOptions([new RetryHandlerOptions(0, 0)])
    .post(connection);
