import type { Client } from '../client.ts';
import { refusalOf } from '../graph-refusal.ts';
import { postConnection } from '../post-connection.ts';

/** Returns the Response of a success, its body unread. */
export const client: Client = async (given): Promise<Response> => {
  const response = await postConnection(given);
  if (!response.ok) throw await refusalOf(response);
  return response;
};
