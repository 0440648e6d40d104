import type { Client } from '../../client.ts';
import { refusalOf } from '../../graph-refusal.ts';

/** Keeps the Request, whose Headers hold the token, in a field of its error. Revealed by: refused request. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const request = new Request(`${graphUrl}/v1.0/external/connections`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(connection),
  });
  const response = await fetch(request.clone());
  if (!response.ok) throw Object.assign(await refusalOf(response), { request });
};
