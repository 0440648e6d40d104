import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Sends the schema along, which has a request of its own. Revealed by: plain create. */
export const client: Client = async (given) => {
  const schema = { baseType: 'microsoft.graph.externalItem', properties: [{ name: 'title', type: 'string' }] };
  return createdConnection(await postConnection(given, { body: JSON.stringify({ ...given.connection, schema }) }));
};
