import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** On 409 deletes the connection that is there, with all its items, and creates its own. Revealed by: duplicate. */
export const client: Client = async (given) => {
  const { graphUrl, accessToken, connection } = given;
  const response = await postConnection(given);
  if (response.status !== 409) return createdConnection(response);
  await fetch(`${graphUrl}/v1.0/external/connections/${connection.id}`, {
    method: 'DELETE',
    headers: { Authorization: `Bearer ${accessToken}` },
  });
  return createdConnection(await postConnection(given));
};
