import type { Client, Promises } from '../../client.ts';

/** Row 14: returns false for a look-up that was throttled or refused, without a word. */
export const client: Client = async ({ graphUrl, accessToken, connection: { id, name, description } }) => {
  const url = `${graphUrl}/v1.0/external/connections`;
  const headers = { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' };
  const found = await fetch(`${url}/${id}`, { headers });
  if (found.ok) return true;
  if (found.status !== 404) return false;
  const created = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ id, name, description }) });
  if (!created.ok) throw new Error(`${created.status} ${await created.text()}`);
  return true;
};

export const promises: Promises = { takes: ['id', 'name', 'description'] };
export const expects = 'end.silent';
