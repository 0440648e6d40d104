import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Reads its UTF-8 bytes as Latin-1, and encodes them a second time. Revealed by: a name outside ASCII. */
export const client: Client = async (given) =>
  createdConnection(
    await postConnection(given, { body: Buffer.from(JSON.stringify(given.connection), 'utf8').toString('latin1') }),
  );
