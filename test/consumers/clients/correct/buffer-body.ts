import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';

/** Sends the bytes of the JSON. */
export const client: Client = async (given) =>
  createdConnection(await postConnection(given, { body: Buffer.from(JSON.stringify(given.connection)) }));
