import { Client as GraphClient } from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../../client.ts';

/** Row 17: a schema that could not be registered is logged, and nothing more. */
export const client: Client = async ({ graphUrl, accessToken, connection: { id, name, description } }) => {
  const graph = GraphClient.init({ baseUrl: graphUrl, authProvider: (done) => done(null, accessToken) });
  await graph.api('/external/connections').post({ id, name, description });
  try {
    await graph.api(`/external/connections/${id}/schema`).patch({
      baseType: 'microsoft.graph.externalItem',
      properties: [{ name: 'skill', type: 'string', isSearchable: true, isRetrievable: true, labels: ['title'] }],
    });
  } catch (error) {
    console.warn('Registering the schema failed, it may exist already:', (error as Error).message);
  }
};

export const promises: Promises = { takes: ['id', 'name', 'description'], registersSchema: true };
export const expects = 'end.swallowed';
