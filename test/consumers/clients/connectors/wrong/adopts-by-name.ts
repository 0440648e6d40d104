import { Client as GraphClient } from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../../client.ts';

interface Found {
  readonly id: string;
  readonly name: string;
}

/** Row 23: looks for the name, and goes on with whatever connection has it. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const graph = GraphClient.init({ baseUrl: graphUrl, authProvider: (done) => done(null, accessToken) });
  const { value }: { value: readonly Found[] } = await graph.api('/external/connections').get();
  const found = value.find(({ name }) => name === connection.name);
  return found ?? graph.api('/external/connections').post(connection);
};

export const promises: Promises = {};
export const expects = 'lookUp.adopted';
