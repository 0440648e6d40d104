import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Sends a state, which is Graph's to set. Revealed by: plain create. */
export const client: Client = async (given) =>
  createdConnection(await postConnection(given, { body: JSON.stringify({ ...given.connection, state: 'ready' }) }));
