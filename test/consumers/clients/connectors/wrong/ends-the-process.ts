import { Client as GraphClient } from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../../client.ts';

/** Row 15: a script that ends the process with 1 when the create fails. */
export const client: Client = async ({ graphUrl, accessToken, connection: { id, name, description } }) => {
  const graph = GraphClient.init({ baseUrl: graphUrl, authProvider: (done) => done(null, accessToken) });
  try {
    await graph.api('/external/connections').post({ id, name, description });
  } catch (error) {
    console.error(`Cannot create the connection: ${(error as Error).message}`);
    process.exit(1);
  }
};

export const promises: Promises = { takes: ['id', 'name', 'description'] };
export const expects = 'end.exit';
