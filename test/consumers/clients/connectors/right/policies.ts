import { Client as GraphClient, GraphError } from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../../client.ts';

type Connection = Parameters<Client>[0]['connection'];

/** Row 7: looks first, creates, registers the schema and polls the connection until it is ready. */
export const client: Client = async ({ accessToken, connection }) => {
  const graph = GraphClient.init({ authProvider: (done) => done(null, accessToken) });
  if (await exists(graph, connection.id)) return 'exists';
  await create(graph, connection);
  await graph.api(`/external/connections/${connection.id}/schema`).post({
    baseType: 'microsoft.graph.externalItem',
    properties: [{ name: 'policy', type: 'string', isSearchable: true, isRetrievable: true, labels: ['title'] }],
  });
  await untilReady(graph, connection.id);
  return 'created';
};

export const promises: Promises = {
  takes: ['id', 'name', 'description'],
  skip: ['create.nationalCloud'],
  registersSchema: true,
};

async function exists(graph: GraphClient, id: string): Promise<boolean> {
  try {
    await graph.api(`/external/connections/${id}`).get();
    return true;
  } catch (error) {
    if (error instanceof GraphError && error.statusCode === 404) return false;
    throw error;
  }
}

function create(graph: GraphClient, { id, name, description }: Connection): Promise<unknown> {
  return graph.api('/external/connections').post({ id, name, description });
}

async function untilReady(graph: GraphClient, id: string): Promise<void> {
  for (let minute = 0; minute < 30; minute += 1) {
    const { state } = await graph.api(`/external/connections/${id}`).get();
    if (state === 'ready') return;
    if (state === 'limitExceeded') throw new Error('The quota of the tenant is used up.');
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  }
  throw new Error(`The connection ${id} is not ready after 30 minutes.`);
}
