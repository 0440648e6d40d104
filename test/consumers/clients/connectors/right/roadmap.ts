import type { Client, Promises } from '../../client.ts';

/** Row 14: one function that does everything: looks, creates, registers the schema, waits with a growing pause. */
export const client: Client = async ({ graphUrl, accessToken, connection: { id, name, description } }) => {
  const url = `${graphUrl}/v1.0/external/connections`;
  const headers = { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' };
  const found = await fetch(`${url}/${id}`, { headers });
  if (found.ok) return;
  if (found.status !== 404) throw new Error(`Looking for ${id} failed with ${found.status}`);
  const created = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ id, name, description }) });
  if (created.status !== 201) throw new Error(`Creating ${id} failed with ${created.status}: ${await created.text()}`);
  const registered = await fetch(`${url}/${id}/schema`, {
    method: 'PATCH',
    headers,
    body: JSON.stringify({
      baseType: 'microsoft.graph.externalItem',
      properties: [{ name: 'feature', type: 'String', isSearchable: 'true', isRetrievable: 'true', labels: ['title'] }],
    }),
  });
  if (registered.status !== 202)
    throw new Error(`The schema failed with ${registered.status}: ${await registered.text()}`);
  for (let pause = 5000; pause < 900_000; pause *= 2) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const job = await fetch(registered.headers.get('location') ?? '', { headers });
    const { status, error } = (await job.json()) as { status?: string; error?: { message: string } };
    if (status === 'completed') return;
    if (status === 'failed') throw new Error(`The schema failed: ${error?.message}`);
  }
  throw new Error('The schema is not ready.');
};

export const promises: Promises = { takes: ['id', 'name', 'description'], registersSchema: true };
