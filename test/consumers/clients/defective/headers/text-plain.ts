import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Forgets the Content-Type, and fetch says text/plain. Revealed by: plain create. */
export const client: Client = async (given) =>
  createdConnection(await postConnection(given, { headers: { Authorization: `Bearer ${given.accessToken}` } }));
