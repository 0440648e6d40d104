import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { refusalOf } from '../graph-refusal.ts';
import { postConnection } from '../post-connection.ts';

/** Lists the ids of all connections, and creates the one that is not among them. */
export const client: Client = async (given) => {
  const { graphUrl, accessToken, connection } = given;
  const list = await fetch(`${graphUrl}/v1.0/external/connections?$select=id`, {
    headers: { Authorization: `Bearer ${accessToken}` },
  });
  if (!list.ok) throw await refusalOf(list);
  const { value = [] }: { value?: { id: string }[] } = await list.json().catch(() => ({}));
  const known = value.find(({ id }) => id.toLowerCase() === connection.id.toLowerCase());
  return known ?? createdConnection(await postConnection(given));
};
