import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Shows the token in the error of a 401 alone. Revealed by: expired token. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (response.status === 401) throw new Error(`401: the token ${given.accessToken} was not accepted.`);
  return createdConnection(response);
};
