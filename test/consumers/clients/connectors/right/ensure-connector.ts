import type { Client, Promises } from '../../client.ts';

/** Row 25: looks in the list of connections, page after page, and creates what is not in it. */
export const client: Client = async (input) => {
  for await (const { id } of connectionsOf(input)) if (id === input.connection.id) return 'Connection is available';
  const { ok, status, statusText } = await fetch(`${input.graphUrl}/v1.0/external/connections`, {
    method: 'POST',
    headers: { authorization: `Bearer ${input.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(input.connection),
  });
  if (!ok) throw new Error(`create: ${status} ${statusText}`);
  return 'Connection was created';
};

export const promises: Promises = {};

async function* connectionsOf({ graphUrl, accessToken }: Parameters<Client>[0]): AsyncGenerator<{ id: string }> {
  for (let url = `${graphUrl}/v1.0/external/connections`; url; ) {
    const response = await fetch(url, { headers: { authorization: `Bearer ${accessToken}` } });
    if (!response.ok) throw new Error(`list: ${response.status} ${response.statusText}`);
    const page = (await response.json()) as { value: { id: string }[]; '@odata.nextLink'?: string };
    yield* page.value;
    url = page['@odata.nextLink'] ?? '';
  }
}
