import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Takes the description for the name and the name for the description. Revealed by: plain create. */
export const client: Client = (given) => {
  const { name } = given.connection;
  const description = given.connection.description ?? name;
  return create({ ...given, connection: { ...given.connection, name: description, description: name } });
};
