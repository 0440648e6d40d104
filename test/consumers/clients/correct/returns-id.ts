import type { Client } from '../client.ts';
import { refusalOf } from '../graph-refusal.ts';
import { postConnection } from '../post-connection.ts';

/** Returns the id that it asked for, and reads no body of a success. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (!response.ok) throw await refusalOf(response);
  return given.connection.id;
};
