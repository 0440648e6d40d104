import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';

/** Sends pure ASCII: every other character as a JSON escape, as many a serialiser does. */
export const client: Client = async (given) =>
  createdConnection(await postConnection(given, { body: escaped(JSON.stringify(given.connection)) }));

function escaped(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
