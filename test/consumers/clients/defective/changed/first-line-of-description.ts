import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Sends the first line or 80 characters of the description. Revealed by: a long description. */
export const client: Client = (given) => {
  const { description, ...others } = given.connection;
  const first = description?.split('\n', 1)[0]?.slice(0, 80);
  return create({ ...given, connection: { ...others, ...(first !== undefined && { description: first }) } });
};
