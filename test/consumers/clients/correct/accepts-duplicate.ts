import type { Client, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { lookUpConnection, postConnection } from '../post-connection.ts';

/** Is content when the connection exists, and returns it. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (response.status !== 409) return createdConnection(response);
  const found = await lookUpConnection(given);
  return found.ok ? found.json() : { id: given.connection.id };
};

export const promises: Promises = { duplicate: 'accepts' };
