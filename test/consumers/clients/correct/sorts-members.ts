import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';

/** Writes the members of every object in the order of the alphabet; arrays keep theirs. */
export const client: Client = async (given) =>
  createdConnection(await postConnection(given, { body: JSON.stringify(given.connection, sorted) }));

function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
