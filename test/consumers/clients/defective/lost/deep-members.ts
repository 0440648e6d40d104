import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Copies six levels deep, and empties what is deeper. Revealed by: search settings with a card. */
export const client: Client = async (given) =>
  createdConnection(await postConnection(given, { body: JSON.stringify(copied(given.connection, 6)) }));

function copied(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return levels === 0 ? [] : value.map((element) => copied(element, levels - 1));
  if (levels === 0) return {};
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copied(member, levels - 1)]));
}
