import { setTimeout as sleep } from 'node:timers/promises';
import { Client, GraphError, type ResponseType } from '@microsoft/microsoft-graph-client';

/**
 * A connector with the Graph client of Microsoft, in the manner of public ones. It prints the status of each request as
 * JSON. Usage: node connector.ts <root of Microsoft Graph>
 */
const root = process.argv[2] ?? '';
const graph = Client.init({
  baseUrl: root,
  customHosts: new Set([new URL(root).hostname]),
  authProvider: (done) => done(null, 'any-access-token'),
});
const raw = 'raw' as ResponseType;
const connection = '/external/connections/contosohr';
const user = '1f0c997e-99f7-43f1-8cca-086f8d42be8d';
const statuses: number[] = [];

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The response; one that refuses is a GraphError, and has none. */
async function send(method: Method, path: string, body?: unknown): Promise<Response> {
  const request = graph.api(path).responseType(raw);
  try {
    const response: Response = await (body === undefined && (method === 'get' || method === 'delete')
      ? request[method]()
      : request[method](body));
    statuses.push(response.status);
    return response;
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    statuses.push(error.statusCode);
    return Response.error();
  }
}

const itemOf = (id: string) => ({
  acl: [
    { type: 'everyone', value: 'everyone', accessType: 'grant' },
    { type: 'user', value: user, accessType: 'deny' },
    { type: 'group', value: user, accessType: 'grant' },
    { type: 'externalGroup', value: 'marketing', accessType: 'grant' },
  ],
  properties: { title: `Ticket ${id}`, 'tags@odata.type': 'Collection(String)', tags: ['payment'] },
  content: { type: 'text', value: 'The payment gateway fails.' },
});

interface Part {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

async function load(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const requests = ids.map((id) => ({
    id,
    method: 'PUT',
    url: `${connection}/items/${id}`,
    headers: { 'Content-Type': 'application/json' },
    body: itemOf(id),
  }));
  const response = await send('post', '/$batch', { requests });
  const { responses }: { readonly responses: readonly Part[] } = await response.json();
  const throttled = responses.filter(({ status }) => status === 429);
  for (const { headers } of throttled) await sleep(Number(headers['Retry-After']) * 1000);
  await load(throttled.map(({ id }) => id));
}

async function isRegistered(operation: string): Promise<boolean> {
  const response = await send('get', operation);
  const { status }: { readonly status: string } = await response.json();
  return status !== 'inprogress';
}

await send('get', connection);
await send('post', '/external/connections', { id: 'contosohr', name: 'Contoso HR', description: 'Tickets' });
const registered = await send('patch', `${connection}/schema`, {
  baseType: 'microsoft.graph.externalItem',
  properties: [
    { name: 'title', type: 'string', isSearchable: true, isRetrievable: true, labels: ['title'] },
    { name: 'tags', type: 'stringCollection' },
  ],
});
while (!(await isRegistered(registered.headers.get('Location') ?? ''))) await sleep(200);
await send('post', `${connection}/groups`, { id: 'marketing', displayName: 'Marketing' });
await send('post', `${connection}/groups/marketing/members`, { id: user, type: 'user' });
await send('put', `${connection}/items/a1`, itemOf('a1'));
await send('put', `${connection}/items/a2`, itemOf('a2'));
await load(Array.from({ length: 20 }, (_, index) => `b${index}`));
await send('post', `${connection}/items/a1/addActivities`, {
  activities: [
    {
      '@odata.type': '#microsoft.graph.externalConnectors.externalActivity',
      type: 'created',
      startDateTime: '2021-04-06T18:04:31.033Z',
      performedBy: { type: 'user', id: user },
    },
  ],
});
await send('put', `${connection}/items/a1`, { properties: { title: 'Solved' } });
await send('delete', `${connection}/items/a2`);
await send('delete', `${connection}/groups/marketing/members/${user}`);
await send('delete', `${connection}/groups/marketing`);
await send('delete', connection);
await send('get', connection);
console.log(JSON.stringify(statuses));
