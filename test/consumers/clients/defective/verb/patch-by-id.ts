import type { Client } from '../../client.ts';
import { refusalOf } from '../../graph-refusal.ts';

/** Sends PATCH to the connection, hoping that Graph creates what is not there. Revealed by: plain create. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const response = await fetch(`${graphUrl}/v1.0/external/connections/${connection.id}`, {
    method: 'PATCH',
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(connection),
  });
  if (!response.ok) throw await refusalOf(response);
};
