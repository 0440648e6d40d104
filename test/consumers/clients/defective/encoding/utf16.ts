import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Writes its JSON as UTF-16. Revealed by: plain create. */
export const client: Client = async (given) =>
  createdConnection(await postConnection(given, { body: Buffer.from(JSON.stringify(given.connection), 'utf16le') }));
