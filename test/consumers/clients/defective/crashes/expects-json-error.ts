import type { Client } from '../../client.ts';
import { postConnection } from '../../post-connection.ts';

/** Parses every refusal as JSON. Revealed by: HTML error page. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (response.ok) return;
  const { error } = await response.json();
  throw new Error(`${response.status} ${error.code}: ${error.message}`);
};
