import type { Client } from '../../client.ts';
import { postConnection } from '../../post-connection.ts';

/** Reads the request id of innerError without looking whether it is there. Revealed by: an error without innerError. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (response.ok) return;
  const body = await response.json().catch(() => ({ error: { message: response.status, innerError: {} } }));
  throw new Error(`${response.status} ${body.error.message} (${body.error.innerError['request-id']})`);
};
