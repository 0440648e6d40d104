import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { refusalOf } from '../graph-refusal.ts';
import { lookUpConnection, postConnection } from '../post-connection.ts';

/** Asks with GET first, creates on 404, and passes every other refusal on. */
export const client: Client = async (given) => {
  const found = await lookUpConnection(given);
  if (found.ok) return found.json();
  if (found.status !== 404) throw await refusalOf(found);
  return createdConnection(await postConnection(given));
};
