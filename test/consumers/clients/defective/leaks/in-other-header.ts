import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Sends the token in a header of its own, too, which no proxy knows to hide. Revealed by: plain create. */
export const client: Client = async (given) =>
  createdConnection(
    await postConnection(given, {
      headers: {
        Authorization: `Bearer ${given.accessToken}`,
        'Content-Type': 'application/json',
        'X-Access-Token': given.accessToken,
      },
    }),
  );
