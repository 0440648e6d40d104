import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';

/** Names the charset of its JSON. */
export const client: Client = async (given) =>
  createdConnection(
    await postConnection(given, {
      headers: { Authorization: `Bearer ${given.accessToken}`, 'Content-Type': 'application/json; charset=utf-8' },
    }),
  );
