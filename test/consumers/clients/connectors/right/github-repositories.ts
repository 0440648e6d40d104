import { Client as GraphClient, GraphError } from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../../client.ts';

/** Row 5: a class with a constructor; looks whether the connection exists, and creates it after a 404 alone. */
export const client: Client = async ({ graphUrl, accessToken, connection }) =>
  new GraphConnector(graphUrl, accessToken).ensureConnection(connection);

export const promises: Promises = { duplicate: 'accepts' };

class GraphConnector {
  private readonly graph: GraphClient;

  constructor(baseUrl: string, token: string) {
    this.graph = GraphClient.init({ baseUrl, defaultVersion: 'beta', authProvider: (done) => done(null, token) });
  }

  async ensureConnection(connection: Parameters<Client>[0]['connection']): Promise<unknown> {
    try {
      return await this.graph.api(`/external/connections/${connection.id}`).get();
    } catch (error) {
      if (!(error instanceof GraphError) || error.statusCode !== 404) throw error;
    }
    try {
      return await this.graph.api('/external/connections').post(connection);
    } catch (error) {
      if (error instanceof GraphError && error.statusCode === 409) return undefined;
      throw error;
    }
  }
}
