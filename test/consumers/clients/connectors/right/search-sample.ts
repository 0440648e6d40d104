import { Client as GraphClient } from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../../client.ts';

/** Row 16: creates, registers the schema, throws without an operation to wait for, and polls it. */
export const client: Client = async ({ accessToken, connection }) => {
  const graph = GraphClient.init({ authProvider: (done) => done(null, accessToken) });
  const { id, name, description } = connection;
  await graph.api('/external/connections').post({ id, name, description });
  const registered: Response = await graph
    .api(`/external/connections/${id}/schema`)
    .responseType('raw' as never)
    .header('Prefer', 'respond-async')
    .post({ baseType: 'microsoft.graph.externalItem', properties });
  if (!registered.ok) throw new Error(`The schema was refused: ${registered.status} ${await registered.text()}`);
  const operation = /operations\/([^/?]+)/.exec(registered.headers.get('Location') ?? '')?.[1];
  if (!operation) throw new Error('There is no operation in the header Location.');
  for (let polls = 0; polls < 40; polls += 1) {
    const { status, error } = await graph.api(`/external/connections/${id}/operations/${operation}`).get();
    if (status === 'completed') return;
    if (status === 'failed') throw new Error(`The schema failed: ${JSON.stringify(error)}`);
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  }
  throw new Error('The schema takes too long.');
};

export const promises: Promises = {
  takes: ['id', 'name', 'description'],
  skip: ['create.nationalCloud'],
  registersSchema: true,
};

const properties = [
  { name: 'issue', type: 'string', isSearchable: true, isRetrievable: true, labels: ['title'] },
  { name: 'createdBy', type: 'string', isQueryable: true, isRetrievable: true, labels: ['createdBy'] },
];
