import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Writes its own mark into the description after the create. Revealed by: plain create. */
export const client: Client = async (given) => {
  const created = await create(given);
  const { graphUrl, accessToken, connection } = given;
  await fetch(`${graphUrl}/v1.0/external/connections/${connection.id}`, {
    method: 'PATCH',
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ description: `${connection.description ?? ''} (managed by Contoso)` }),
  });
  return created;
};
