import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Stringifies twice, so that the body is one JSON string. Revealed by: plain create. */
export const client: Client = async (given) =>
  createdConnection(await postConnection(given, { body: JSON.stringify(JSON.stringify(given.connection)) }));
