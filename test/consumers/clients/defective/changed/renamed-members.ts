import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Writes the names of members with a capital, as another serialiser does. Revealed by: plain create. */
export const client: Client = async (given) => {
  const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
  const members = Object.entries(given.connection).map(([name, value]) => [capital(name), value]);
  return createdConnection(await postConnection(given, { body: JSON.stringify(Object.fromEntries(members)) }));
};
