import type { Client } from '../client.ts';
import { refusalOf } from '../graph-refusal.ts';
import { postConnection } from '../post-connection.ts';

/** Resolves with nothing. */
export const client: Client = async (given): Promise<void> => {
  const response = await postConnection(given);
  if (!response.ok) throw await refusalOf(response);
};
