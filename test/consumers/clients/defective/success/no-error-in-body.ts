import type { Client } from '../../client.ts';
import { GraphRefusal } from '../../graph-refusal.ts';
import { postConnection } from '../../post-connection.ts';

/** Succeeds unless the body has an `error`; a page of HTML has none. Revealed by: HTML error page. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  const body = await response.json().catch(() => ({}));
  if (body?.error) throw new GraphRefusal(response.status, body.error);
  return body;
};
