import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';

/** Indents its JSON with tabs. */
export const client: Client = async (given) =>
  createdConnection(await postConnection(given, { body: JSON.stringify(given.connection, undefined, '\t') }));
