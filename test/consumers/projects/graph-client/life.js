import { setTimeout as sleep } from 'node:timers/promises';
import { GraphError } from '@microsoft/microsoft-graph-client';

const path = '/external/connections/contosohr';
const user = '1f0c997e-99f7-43f1-8cca-086f8d42be8d';
const json = { 'Content-Type': 'application/json' };
const itemOf = (id) => ({
  acl: [{ type: 'externalGroup', value: 'marketing', accessType: 'grant' }],
  properties: { title: `Ticket ${id}`, 'tags@odata.type': 'Collection(String)', tags: ['payment'] },
  content: { type: 'text', value: 'The payment gateway fails.' },
});

/** Looks up, creates, fills, reads in pages, updates and deletes a connection. Resolves with what it saw. */
export async function runLife(client) {
  const seen = { lookUp: await statusOf(client.api(path).get()) };
  await client.api('/external/connections').post({ id: 'contosohr', name: 'Contoso HR', description: 'Tickets' });
  await registerSchema(client);
  seen.state = (await client.api(path).get()).state;
  await client.api(`${path}/groups`).post({ id: 'marketing', displayName: 'Marketing' });
  await client.api(`${path}/groups/marketing/members`).post({ id: user, type: 'user' });
  await client.api(`${path}/items/first`).put(itemOf('first'));
  seen.item = (await client.api(`${path}/items/first`).get()).properties.title;
  seen.batches = await putAll(
    client,
    Array.from({ length: 20 }, (_, index) => `item${index}`),
  );
  for (const name of ['one', 'two', 'three']) {
    await client.api('/external/connections').post({ id: `contoso${name}`, name, description: name });
  }
  seen.pages = await pagesOf(client);
  await client.api(path).patch({ description: 'Tickets of all teams' });
  seen.description = (await client.api(path).get()).description;
  await client.api(`${path}/items/first`).delete();
  await client.api(`${path}/groups/marketing/members/${user}`).delete();
  await client.api(`${path}/groups/marketing`).delete();
  await client.api(path).delete();
  return { ...seen, gone: await statusOf(client.api(path).get()) };
}

async function registerSchema(client) {
  const response = await client
    .api(`${path}/schema`)
    .responseType('raw')
    .patch({
      baseType: 'microsoft.graph.externalItem',
      properties: [
        { name: 'title', type: 'string', isSearchable: true, isRetrievable: true, labels: ['title'] },
        { name: 'tags', type: 'stringCollection' },
      ],
    });
  const operation = response.headers.get('Location');
  while ((await client.api(operation).get()).status === 'inprogress') await sleep(100);
}

/** Puts all items by batches, those that were throttled again. Resolves with how many parts each batch had. */
async function putAll(client, ids) {
  if (ids.length === 0) return [];
  const requests = ids.map((id) => ({
    id,
    method: 'PUT',
    url: `${path}/items/${id}`,
    headers: json,
    body: itemOf(id),
  }));
  const { responses } = await client.api('/$batch').post({ requests });
  const throttled = responses.filter(({ status }) => status === 429);
  for (const { headers } of throttled) await sleep(Number(headers['Retry-After']) * 1000);
  return [
    ids.length,
    ...(await putAll(
      client,
      throttled.map(({ id }) => id),
    )),
  ];
}

async function pagesOf(client) {
  const pages = [];
  let link = '/external/connections?$top=3';
  while (link) {
    const page = await client.api(link).get();
    pages.push(page.value.length);
    link = page['@odata.nextLink'];
  }
  return pages;
}

async function statusOf(call) {
  try {
    await call;
    return 200;
  } catch (error) {
    if (error instanceof GraphError) return error.statusCode;
    throw error;
  }
}
