import type { Client } from '../../client.ts';
import { refusalOf } from '../../graph-refusal.ts';
import { postConnection } from '../../post-connection.ts';

/** Waits for 200, and takes the 201 for a failure. Revealed by: plain create. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (response.status !== 200) throw await refusalOf(response);
};
