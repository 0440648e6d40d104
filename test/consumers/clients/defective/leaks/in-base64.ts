import type { Client } from '../../client.ts';
import { refusalOf } from '../../graph-refusal.ts';
import { postConnection } from '../../post-connection.ts';

/** Puts the token into its error in base64, as if that hid it. Revealed by: refused request. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (response.ok) return;
  const { message } = await refusalOf(response);
  throw new Error(`${message} Debug: ${Buffer.from(given.accessToken).toString('base64')}`);
};
