import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';

/** Sends a Blob, whose type becomes the Content-Type. */
export const client: Client = async (given) =>
  createdConnection(
    await postConnection(given, {
      headers: { Authorization: `Bearer ${given.accessToken}` },
      body: new Blob([JSON.stringify(given.connection)], { type: 'application/json' }),
    }),
  );
