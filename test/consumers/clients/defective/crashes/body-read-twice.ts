import type { Client } from '../../client.ts';
import { refusalOf } from '../../graph-refusal.ts';
import { postConnection } from '../../post-connection.ts';

/** Reads the body of a refusal for its log, and again for its error. Revealed by: refused request. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (response.ok) return;
  console.warn((await response.text()).length, 'characters of error');
  throw await refusalOf(response);
};
