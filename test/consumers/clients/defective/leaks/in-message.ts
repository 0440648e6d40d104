import type { Client } from '../../client.ts';
import { refusalOf } from '../../graph-refusal.ts';
import { postConnection } from '../../post-connection.ts';

/** Says in its error which token was refused. Revealed by: expired token. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (response.ok) return;
  const { message } = await refusalOf(response);
  throw new Error(`${message} (token ${given.accessToken})`);
};
