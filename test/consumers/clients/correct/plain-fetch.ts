import type { Client } from '../client.ts';
import { refusalOf } from '../graph-refusal.ts';

/** One fetch; returns the body of the 201, and says so when it cannot read it. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const response = await fetch(`${graphUrl}/v1.0/external/connections`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(connection),
  });
  if (response.status !== 201) throw await refusalOf(response);
  return response.json().catch((cause: unknown) => {
    throw new Error('Graph created the connection, but its response (201) could not be read.', { cause });
  });
};
