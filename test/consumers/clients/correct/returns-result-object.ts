import type { Client } from '../client.ts';
import { refusalOf } from '../graph-refusal.ts';
import { postConnection } from '../post-connection.ts';

/** Returns whether it created the connection or found it there. */
export const client: Client = async (given): Promise<{ created: boolean }> => {
  const response = await postConnection(given);
  if (response.status === 409) return { created: false };
  if (!response.ok) throw await refusalOf(response);
  return { created: true };
};
