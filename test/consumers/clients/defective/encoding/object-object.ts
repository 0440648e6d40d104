import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Forgets to stringify, and sends `[object Object]`. Revealed by: plain create. */
export const client: Client = async (given) =>
  createdConnection(await postConnection(given, { body: String(given.connection) }));
