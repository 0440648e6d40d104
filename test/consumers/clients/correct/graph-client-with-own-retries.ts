import {
  AuthenticationHandler,
  Client as GraphClient,
  HTTPMessageHandler,
  RetryHandler,
  RetryHandlerOptions,
} from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../client.ts';

/** Microsoft's Graph client with a chain of its own: up to five retries, of throttling only, from 1 s. */
export const client: Client = ({ graphUrl, accessToken, connection }) => {
  const authentication = new AuthenticationHandler({ getAccessToken: async () => accessToken });
  const retries = new RetryHandler(new RetryHandlerOptions(1, 5, (_, __, ___, ____, { status }) => status === 429));
  authentication.setNext(retries);
  retries.setNext(new HTTPMessageHandler());
  return GraphClient.initWithMiddleware({ baseUrl: graphUrl, middleware: authentication })
    .api('/external/connections')
    .version('beta')
    .post(connection);
};

export const promises: Promises = { version: 'beta', retries: 'throttling' };
