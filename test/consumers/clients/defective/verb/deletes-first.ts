import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Deletes a connection of that id, with all its items, before each create. Revealed by: plain create, duplicate. */
export const client: Client = async (given) => {
  const { graphUrl, accessToken, connection } = given;
  await fetch(`${graphUrl}/v1.0/external/connections/${connection.id}`, {
    method: 'DELETE',
    headers: { Authorization: `Bearer ${accessToken}` },
  });
  return create(given);
};
