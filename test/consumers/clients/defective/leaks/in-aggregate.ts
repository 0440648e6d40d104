import type { Client } from '../../client.ts';
import { refusalOf } from '../../graph-refusal.ts';
import { postConnection } from '../../post-connection.ts';

/** Hides the token in one of the errors of an AggregateError. Revealed by: refused request. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (response.ok) return;
  const refusal = await refusalOf(response);
  throw new AggregateError([refusal, new Error(`sent with ${given.accessToken}`)], refusal.message);
};
