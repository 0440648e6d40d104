import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { refusalOf } from '../graph-refusal.ts';
import { postConnection } from '../post-connection.ts';

/** Asks for connections of the same name first, only to warn of them: a name may come twice. */
export const client: Client = async (given) => {
  const { graphUrl, accessToken, connection } = given;
  const filter = encodeURIComponent(`name eq '${connection.name.replaceAll("'", "''")}'`);
  const list = await fetch(`${graphUrl}/v1.0/external/connections?$filter=${filter}`, {
    headers: { Authorization: `Bearer ${accessToken}` },
  });
  if (!list.ok) throw await refusalOf(list);
  const { value = [] }: { value?: unknown[] } = await list.json();
  if (value.length > 0) console.warn(`${value.length} other connections have the name ${connection.name}.`);
  return createdConnection(await postConnection(given));
};
