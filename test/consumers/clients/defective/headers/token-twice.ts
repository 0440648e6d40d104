import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Appends the header instead of setting it, so that the token comes twice. Revealed by: plain create. */
export const client: Client = async (given) => {
  const headers = new Headers({ Authorization: `Bearer ${given.accessToken}`, 'Content-Type': 'application/json' });
  headers.append('Authorization', `Bearer ${given.accessToken}`);
  return createdConnection(await postConnection(given, { headers }));
};
