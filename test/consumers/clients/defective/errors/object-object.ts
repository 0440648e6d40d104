import type { Client } from '../../client.ts';
import { postConnection } from '../../post-connection.ts';

/** Puts the error envelope into a string: `[object Object]`. Revealed by: refused request. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (response.ok) return;
  const body = await response.json().catch(() => ({ error: {} }));
  throw new Error(`${body.error}`);
};
