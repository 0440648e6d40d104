import type { Client } from '../../client.ts';
import { refusalOf } from '../../graph-refusal.ts';
import { postConnection } from '../../post-connection.ts';

/** Fails on 4xx and 5xx only where the response is JSON. Revealed by: HTML error page. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
  if (response.status >= 400 && isJson) throw await refusalOf(response);
};
