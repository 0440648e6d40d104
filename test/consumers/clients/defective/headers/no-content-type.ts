import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Sends bytes without a Content-Type. Revealed by: plain create. */
export const client: Client = async (given) =>
  createdConnection(
    await postConnection(given, {
      headers: { Authorization: `Bearer ${given.accessToken}` },
      body: new TextEncoder().encode(JSON.stringify(given.connection)),
    }),
  );
