import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Writes its JSON as Latin-1 bytes. Revealed by: a name outside ASCII. */
export const client: Client = async (given) =>
  createdConnection(await postConnection(given, { body: Buffer.from(JSON.stringify(given.connection), 'latin1') }));
