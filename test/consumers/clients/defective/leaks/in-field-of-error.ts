import type { Client } from '../../client.ts';
import { refusalOf } from '../../graph-refusal.ts';
import { postConnection } from '../../post-connection.ts';

/** Keeps the request, headers included, in a field of its error. Revealed by: refused request. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (response.ok) return;
  const request = { url: response.url, headers: { Authorization: `Bearer ${given.accessToken}` } };
  throw Object.assign(await refusalOf(response), { request });
};
