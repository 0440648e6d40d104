import {
  AuthenticationHandler,
  type Context,
  Client as GraphClient,
  HTTPMessageHandler,
  type Middleware,
  RetryHandler,
} from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../../client.ts';

/** Row 1: Graph client with a middleware that polls the job of the schema; then loads its documents one by one. */
export const client: Client = async ({ accessToken, connection }) => {
  const graph = createGraph(accessToken);
  const { id, name, description } = connection;
  await graph.api('/external/connections').post({ id, name, description, searchSettings: adds.searchSettings });
  await graph.api(`/external/connections/${id}/schema`).header('content-type', 'application/json').patch(schema);
  for (const document of documents) {
    await graph.api(`/external/connections/${id}/items/${document.id}`).put(document);
  }
};

const adds = {
  searchSettings: {
    searchResultTemplates: [{ id: 'mddocs', priority: 1, layout: { type: 'AdaptiveCard', version: '1.3', body: [] } }],
  },
};

export const promises: Promises = {
  takes: ['id', 'name', 'description'],
  adds,
  skip: ['create.nationalCloud'],
  registersSchema: true,
};

const schema = {
  baseType: 'microsoft.graph.externalItem',
  properties: [
    { name: 'title', type: 'string', isQueryable: true, isSearchable: true, isRetrievable: true, labels: ['title'] },
    { name: 'url', type: 'string', isRetrievable: true, labels: ['url'] },
  ],
};

const documents = ['welcome', 'holidays', 'travel'].map((id) => ({
  id,
  properties: { title: id, url: `https://docs.contoso.com/${id}` },
  content: { value: `# ${id}`, type: 'text' },
  acl: [{ accessType: 'grant', type: 'everyone', value: 'everyone' }],
}));

class CompleteJob implements Middleware {
  next?: Middleware;

  setNext(next: Middleware): void {
    this.next = next;
  }

  async execute(context: Context): Promise<void> {
    await this.next?.execute(context);
    const location = context.response?.headers.get('location') ?? '';
    if (context.response?.status !== 202 || !location.includes('/operations/')) return;
    for (let polls = 0; polls < 60; polls += 1) {
      await new Promise((resolve) => setTimeout(resolve, 15_000));
      const poll: Context = { ...context, request: location, options: { ...context.options, method: 'GET' } };
      delete poll.options?.body;
      await this.next?.execute(poll);
      const { status, error } = (await poll.response?.clone().json()) ?? {};
      if (status === 'failed') throw new Error(`The schema failed: ${error?.code} ${error?.message}`);
      if (status === 'completed') return;
    }
    throw new Error('The schema is not ready after 15 minutes.');
  }
}

function createGraph(accessToken: string): GraphClient {
  const authentication = new AuthenticationHandler({ getAccessToken: async () => accessToken });
  const job = new CompleteJob();
  const retry = new RetryHandler();
  authentication.setNext(job);
  job.setNext(retry);
  retry.setNext(new HTTPMessageHandler());
  return GraphClient.initWithMiddleware({ middleware: authentication });
}
