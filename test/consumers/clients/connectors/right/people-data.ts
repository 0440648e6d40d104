import { Client as GraphClient } from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../../client.ts';

/** Row 17: a connection of people data on beta: the category is a constant; a duplicate is reported as such. */
export const client: Client = async ({ graphUrl, accessToken, connection: { id, name, description } }) => {
  const graph = GraphClient.init({
    baseUrl: graphUrl,
    defaultVersion: 'beta',
    authProvider: (done) => done(null, accessToken),
  });
  try {
    const created = await graph.api('/external/connections').post({ id, name, description, contentCategory: 'people' });
    return { success: true, connectionId: created?.id };
  } catch (error) {
    const { statusCode, message } = error as { statusCode?: number; message: string };
    return {
      success: false,
      error: new Error(`${statusCode === 409 ? 'It exists' : 'It failed'}: ${statusCode} ${message}`),
    };
  }
};

export const promises: Promises = {
  takes: ['id', 'name', 'description'],
  adds: { contentCategory: 'people' },
  version: 'beta',
  duplicate: 'rejects',
};
