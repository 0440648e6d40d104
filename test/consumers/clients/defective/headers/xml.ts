import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Says that its JSON is XML. Revealed by: plain create. */
export const client: Client = async (given) =>
  createdConnection(
    await postConnection(given, {
      headers: { Authorization: `Bearer ${given.accessToken}`, 'Content-Type': 'application/xml' },
    }),
  );
