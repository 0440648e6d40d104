import { Client as GraphClient } from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../client.ts';

/** Microsoft's Graph client with its default middleware: up to three retries of 429, 503 and 504. */
export const client: Client = ({ graphUrl, accessToken, connection }) =>
  GraphClient.init({ baseUrl: graphUrl, authProvider: (done) => done(null, accessToken) })
    .api('/external/connections')
    .post(connection);

export const promises: Promises = { retries: 'throttling', duplicate: 'rejects' };
