import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Puts a byte order mark before its JSON, which RFC 8259 forbids. Revealed by: plain create. */
export const client: Client = async (given) =>
  createdConnection(await postConnection(given, { body: `\uFEFF${JSON.stringify(given.connection)}` }));
