import type { Client } from '../client.ts';
import { refusalOf } from '../graph-refusal.ts';
import { lookUpConnection, postConnection } from '../post-connection.ts';

/** Where the body of the 201 cannot be read, it asks for the connection with GET; it never creates a second time. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (response.status !== 201) throw await refusalOf(response);
  return response.json().catch(async () => {
    const found = await lookUpConnection(given);
    if (!found.ok) throw await refusalOf(found);
    return found.json();
  });
};
