import type { Client, Promises } from '../../client.ts';

/** Row 8: reads error.message of every refusal, whatever the gateway sent. */
export const client: Client = async ({ graphUrl, accessToken, connection: { id, name, description } }) => {
  const response = await fetch(`${graphUrl}/v1.0/external/connections`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ id, name, description }),
  });
  if (response.ok) return;
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  throw new Error(`${error.code}: ${error.message}`);
};

export const promises: Promises = { takes: ['id', 'name', 'description'] };
export const expects = 'end.ownError';
