import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Uses the token for client-request-id, which every log of the service holds. Revealed by: plain create. */
export const client: Client = async (given) =>
  createdConnection(
    await postConnection(given, {
      headers: {
        Authorization: `Bearer ${given.accessToken}`,
        'Content-Type': 'application/json',
        'client-request-id': given.accessToken,
      },
    }),
  );
