import type { Client, Promises } from '../../client.ts';

/** Row 1: asks for the state of the schema again and again, without a pause. */
export const client: Client = async ({ graphUrl, accessToken, connection: { id, name, description } }) => {
  const url = `${graphUrl}/v1.0/external/connections`;
  const headers = { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' };
  const created = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ id, name, description }) });
  if (!created.ok) throw new Error(`create: ${created.status} ${await created.text()}`);
  const body = JSON.stringify({
    baseType: 'microsoft.graph.externalItem',
    properties: [{ name: 'title', type: 'string', isSearchable: true, isRetrievable: true, labels: ['title'] }],
  });
  const registered = await fetch(`${url}/${id}/schema`, { method: 'PATCH', headers, body });
  if (!registered.ok) throw new Error(`schema: ${registered.status} ${await registered.text()}`);
  for (let polls = 0; polls < 100; polls += 1) {
    const { status } = (await (await fetch(registered.headers.get('location') ?? '', { headers })).json()) as {
      status: string;
    };
    if (status === 'completed') return;
    if (status === 'failed')
      throw new Error('The schema failed, see its error: The request is malformed or incorrect.');
  }
  throw new Error('The schema was not ready in time.');
};

export const promises: Promises = { takes: ['id', 'name', 'description'], registersSchema: true };
export const expects = 'pace.hammering';
