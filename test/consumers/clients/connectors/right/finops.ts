import type { Client, Promises } from '../../client.ts';

/** Row 19: changes the connection first, and creates it after a 404. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const { id, name, description } = connection;
  const call = (path: string, method: string, body: object) =>
    fetch(`${graphUrl}/v1.0/external/connections${path}`, {
      method,
      headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const changed = await call(`/${id}`, 'PATCH', { name, description });
  if (changed.ok) return { provisioned: true, created: false };
  if (changed.status !== 404) throw new Error(`PATCH: ${changed.status} ${await changed.text()}`);
  const created = await call('', 'POST', { id, name, description });
  if (!created.ok) throw new Error(`POST: ${created.status} ${await created.text()}`);
  return { provisioned: true, created: true };
};

export const promises: Promises = { takes: ['id', 'name', 'description'] };
