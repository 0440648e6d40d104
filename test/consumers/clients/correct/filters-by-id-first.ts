import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { refusalOf } from '../graph-refusal.ts';
import { postConnection } from '../post-connection.ts';

/** Looks for its connection in the list by $filter, and creates it where the list is empty. */
export const client: Client = async (given) => {
  const { graphUrl, accessToken, connection } = given;
  const filter = encodeURIComponent(`id eq '${connection.id}'`);
  const list = await fetch(`${graphUrl}/v1.0/external/connections?$filter=${filter}`, {
    headers: { Authorization: `Bearer ${accessToken}` },
  });
  if (!list.ok) throw await refusalOf(list);
  const { value: [found] = [] }: { value?: unknown[] } = await list.json();
  return found ?? createdConnection(await postConnection(given));
};
