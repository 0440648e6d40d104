import type { Client } from '../../client.ts';
import { GraphRefusal } from '../../graph-refusal.ts';
import { postConnection } from '../../post-connection.ts';

/** Takes a response for a failure where it has an innerError alone. Revealed by: an error without innerError. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (response.status === 201) return;
  const body = await response.json().catch(() => ({ error: { innerError: {}, message: 'Unreadable.' } }));
  if (body.error?.innerError) throw new GraphRefusal(response.status, body.error);
};
