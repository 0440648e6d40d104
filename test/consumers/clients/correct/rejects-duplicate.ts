import type { Client, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';

/** Has an error class of its own for an id that is taken, which names the id and nothing of Graph. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (response.status === 409) throw new ConnectionExists(given.connection.id);
  return createdConnection(response);
};

class ConnectionExists extends Error {
  override readonly name = 'ConnectionExists';

  constructor(id: string) {
    super(`There is a connection "${id}" already.`);
  }
}

export const promises: Promises = { duplicate: 'rejects' };
