import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Logs a Headers object, which the console prints with its values. Revealed by: plain create. */
export const client: Client = async (given) => {
  const headers = new Headers({ Authorization: `Bearer ${given.accessToken}`, 'Content-Type': 'application/json' });
  console.info(headers);
  return createdConnection(await postConnection(given, { headers }));
};
