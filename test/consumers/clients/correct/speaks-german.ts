import type { Client } from '../client.ts';
import { refusalOf } from '../graph-refusal.ts';
import { postConnection } from '../post-connection.ts';

/** Reports to its users in their own language; the status is in the sentence. */
export const client: Client = async (given) => {
  const response = await postConnection(given).catch((cause: unknown) => {
    throw new Error('Microsoft Graph ist nicht erreichbar.', { cause });
  });
  if (response.ok) return { angelegt: true };
  const { status, code } = await refusalOf(response);
  throw new Error(`Die Verbindung wurde nicht angelegt (${status}, ${code}).`);
};
