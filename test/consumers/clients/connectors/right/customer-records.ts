import type { Client, Promises } from '../../client.ts';

/** Row 26: creates, registers the schema, and loads its items in batches of 20. */
export const client: Client = async ({ graphUrl, accessToken, connection: { id, name, description } }) => {
  const root = `${graphUrl}/v1.0`;
  async function call(method: string, path: string, body: unknown): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(root + path, {
        method,
        headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (response.ok) return response;
      const wait = secondsOf(response.headers.get('Retry-After')) ?? 2 ** attempt;
      if (attempt === 5 || ![429, 500, 502, 503, 504].includes(response.status)) {
        throw new Error(`${method} ${path} failed: ${response.status} ${await response.text()}`);
      }
      await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    }
  }

  await call('POST', '/external/connections', { id, name, description });
  await call('PATCH', `/external/connections/${id}/schema`, {
    baseType: 'microsoft.graph.externalItem',
    properties: [{ name: 'account', type: 'string', isSearchable: true, isRetrievable: true, labels: ['title'] }],
  });
  const accounts = Array.from({ length: 25 }, (_, index) => `account${index}`);
  for (let start = 0; start < accounts.length; start += 20) {
    const requests = accounts.slice(start, start + 20).map((account) => ({
      id: account,
      method: 'PUT',
      url: `/external/connections/${id}/items/${account}`,
      headers: { 'Content-Type': 'application/json' },
      body: {
        acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
        properties: { account },
        content: { type: 'text', value: account },
      },
    }));
    const batch = await call('POST', '/$batch', { requests });
    const { responses } = (await batch.json()) as { responses: { id: string; status: number }[] };
    const failed = responses.filter(({ status }) => status >= 300);
    if (failed.length > 0)
      throw new Error(`Items failed: ${failed.map((one) => `${one.id} ${one.status}`).join(', ')}`);
  }
};

export const promises: Promises = {
  takes: ['id', 'name', 'description'],
  registersSchema: true,
  retries: 'outages',
};

function secondsOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  if (!Number.isNaN(seconds)) return seconds;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - Date.now()) / 1000);
}
