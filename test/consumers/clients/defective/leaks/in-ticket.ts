import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Sends the token as a ticket as well. Revealed by: plain create. */
export const client: Client = async (given) =>
  createdConnection(
    await postConnection(given, {
      headers: {
        Authorization: `Bearer ${given.accessToken}`,
        'Content-Type': 'application/json',
        'GraphConnectors-Ticket': given.accessToken,
      },
    }),
  );
