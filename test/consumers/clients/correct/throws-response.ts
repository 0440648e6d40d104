import type { Client } from '../client.ts';
import { postConnection } from '../post-connection.ts';

/** Throws the Response of a refusal, for the caller to read. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (!response.ok) throw response;
};
