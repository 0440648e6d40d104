import type { Client } from '../../client.ts';
import { postConnection } from '../../post-connection.ts';

/** Takes what is not JSON for an empty object, and reads the code of its error. Revealed by: HTML error page. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (response.ok) return;
  const body = await response.json().catch(() => ({}));
  throw new Error(`${response.status} ${body.error.code}`);
};
